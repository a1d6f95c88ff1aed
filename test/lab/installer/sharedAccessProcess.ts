/**
 * `node sharedAccessProcess.ts <address> <host>…`: the service of Windows (Internet Connection Sharing) that answers
 * the name queries of WSL's network. It knows the sites of the lab's internet, all at one address, and nothing else.
 */
import { createSocket } from "node:dgram";
import { answerQuery } from "./dnsMessage.ts";

const [address = "", ...hosts] = process.argv.slice(2);
const known = new Set(hosts);
const socket = createSocket("udp4");
socket.on("message", (query, from) => {
  const answer = answerQuery(query, known, address);
  if (answer !== null) socket.send(answer, from.port, from.address);
});
socket.bind(53, "0.0.0.0", () => console.log("ready"));

import { insideFault } from "./insideFault.ts";

/** Debian's smallest system has Perl, not Python. */
const server = `use IO::Socket::INET;
my $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1:$ARGV[0]", Listen => 9, ReuseAddr => 1) or die $@;
while (my $client = $server->accept) {
  sysread($client, my $request, 65536);
  print $client "HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\nConnection: close\\r\\n\\r\\nforeign\\n";
  close $client;
}`;

export const portTakenGuest = insideFault({
  id: "port-taken-guest",
  shows: "another program in the instance has the port: the unit is active, and that program answers",
  apply: `stop_gateway
    systemd-run --quiet --collect --unit=foreign-server perl -e '${server}' "$(gateway_port)"
    start_gateway`,
  clear: `stop_gateway
    systemctl stop foreign-server 2>/dev/null || true
    start_gateway`,
});

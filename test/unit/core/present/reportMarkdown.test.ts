import assert from "node:assert/strict";
import { reportMarkdown } from "../../../../src/core/present/reportMarkdown.ts";
import { sampleFinding, sampleRun } from "../../../support/sampleSnapshot.ts";

describe("reportMarkdown", () => {
  it("names the finding, its place and its first action", () => {
    const text = reportMarkdown(sampleRun({ auth: "fail" }, [sampleFinding()]));
    assert.match(text, /^# Gateway linux:18789$/m);
    assert.match(text, /^Where: `\/home\/dev\/\.openclaw\/openclaw\.json:14`$/m);
    assert.match(text, /^openclaw gateway restart$/m);
    assert.match(text, /^\| Authentication \| failed \| 2 ms \| auth is fail \|$/m);
  });

  it("lets no text from outside become a link, an image or a table cell", () => {
    const title = "see ![x](http://127.0.0.1/p.png) | <img>\n# big";
    const text = reportMarkdown(sampleRun({}, [sampleFinding({ title })]));
    assert.ok(text.includes("see !\\[x\\](http://127.0.0.1/p.png) \\| \\<img\\> # big"));
    assert.doesNotMatch(text, /^# big/m);
  });
});

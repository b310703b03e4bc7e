import { EXAMPLES } from "virtual:examples";
import { filesOf, linkOf } from "./link.js";
import { show } from "./result.js";
import { explainOnHover } from "./tip.js";

const byId = (id) => document.getElementById(id);
const text = byId("text");
const name = byId("name");

/** @type {Map<string, string>} by path */
let files = new Map();
let current = "";
const NOTHING = { findings: [], troubles: [], pools: [], numbers: [] };
/** Undefined until the engine has answered for the first time. */
let result;
let asked = 0;
let timer;

const worker = new Worker("worker.js", { type: "module" });
worker.addEventListener("message", ({ data }) => {
  // An answer to what has gone on is of no use.
  if (data.id !== asked) return;
  result = { ...NOTHING, ...data };
  draw();
});

function check() {
  asked++;
  worker.postMessage({ id: asked, files: Object.fromEntries(files) });
}

function draw() {
  show(result ?? { ...NOTHING, isPending: true }, { current, text: text.value, open: openAt, fix });
}

/** Takes files in the place of those that are there. */
function take(given) {
  files = new Map(Object.entries(given));
  open([...files.keys()][0] ?? "main.tf");
  check();
}

function open(path) {
  current = path;
  text.value = files.get(path) ?? "";
  name.value = path;
  byId("tabs").replaceChildren(
    ...[...files.keys()].map((each) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.role = "tab";
      tab.ariaSelected = String(each === current);
      tab.setAttribute("aria-controls", "text");
      tab.textContent = each;
      tab.addEventListener("click", () => open(each));
      return tab;
    }),
  );
  draw();
}

function openAt({ file, start, end }) {
  if (!files.has(file)) return;
  if (file !== current) open(file);
  text.focus();
  text.setSelectionRange(start, end);
}

/** Makes the edits of a finding, those at the end first, so that the others keep their places. */
function fix(edits) {
  for (const { file, start, end, text: written } of [...edits].sort((a, b) => b.start - a.start)) {
    const before = files.get(file) ?? "";
    files.set(file, before.slice(0, start) + written + before.slice(end));
  }
  open(current);
  check();
}

/** What a text is, by what it says: the name decides how a file is read. */
function meantName(content) {
  if (/^\s*(?:resource|module|variable|provider|terraform|locals)\b[^\n]*\{/m.test(content)) return "main.tf";
  if (/^\s*(?:service|provider|functions):/m.test(content)) return "serverless.yml";
  if (/AWSTemplateFormatVersion|^\s*"?Resources"?\s*:/m.test(content)) return "template.yaml";
  if (/^(?:environments|rules|waivers|accounts|extends):/m.test(content)) return "policy.yml";
  return undefined;
}

function rename(to) {
  if (to === "" || to === current || files.has(to)) return;
  files = new Map([...files].map(([path, content]) => [path === current ? to : path, content]));
  open(to);
}

text.addEventListener("input", () => {
  files.set(current, text.value);
  const meant = current.startsWith("untitled") ? meantName(text.value) : undefined;
  if (meant !== undefined && !files.has(meant)) {
    const { selectionStart, selectionEnd } = text;
    rename(meant);
    text.setSelectionRange(selectionStart, selectionEnd);
  }
  draw();
  clearTimeout(timer);
  timer = setTimeout(check, 150);
});
text.addEventListener("scroll", () => byId("marks").scrollTo(text.scrollLeft, text.scrollTop));
name.addEventListener("change", () => {
  rename(name.value.trim());
  check();
});
byId("add").addEventListener("click", () => {
  let path = "untitled";
  for (let at = 2; files.has(path); at++) path = `untitled-${at}`;
  files.set(path, "");
  open(path);
  text.focus();
});
byId("remove").addEventListener("click", () => {
  files.delete(current);
  if (files.size === 0) files.set("main.tf", "");
  open([...files.keys()][0]);
  check();
});
byId("share").addEventListener("click", async () => {
  location.hash = await linkOf(Object.fromEntries(files));
  const copied = await navigator.clipboard?.writeText(location.href).then(
    () => true,
    () => false,
  );
  byId("shared").textContent = copied ? "Copied." : "The link is in the address.";
});
byId("examples").append(...EXAMPLES.map(({ title }, index) => new Option(title, String(index))));
byId("examples").addEventListener("change", ({ target }) => {
  history.replaceState(null, "", location.pathname);
  take(EXAMPLES[Number(target.value)].files);
});
explainOnHover(text, () => ({ file: current, numbers: result?.numbers ?? [] }));

const fromLink = async () => {
  const linked = await filesOf(location.hash);
  if (linked) take(linked);
  return linked !== undefined;
};
addEventListener("hashchange", fromLink);
if (!(await fromLink())) take(EXAMPLES[0].files);

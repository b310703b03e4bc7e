const byId = (id) => document.getElementById(id);

const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Shows what a run came to. Texts are set as texts: whatever a name holds, it is no markup. */
export function show(
  { isPending, failure, findings, troubles, pools, numbers, roots = 0, functions = 0 },
  { current, text, open, fix },
) {
  const said = [
    ...troubles.filter(({ severity }) => severity !== "note").map((each) => ({ ...each, isTrouble: true })),
    ...findings,
  ];
  byId("verdict").textContent = isPending
    ? "Checking…"
    : failure
      ? `The tool itself failed: ${failure}`
      : `${severitiesOf(said)} in ${counted(functions, "function")} of ${counted(roots, "root")}`;
  byId("findings").replaceChildren(...said.map((each) => findingItem(each, open, fix)));
  byId("pools").replaceChildren(...pools.filter(({ entries }) => entries.length > 0).map(poolBlock));
  byId("numbers")
    .querySelector("ul")
    .replaceChildren(
      ...numbers.map(({ title, lines }) =>
        element(
          "li",
          {},
          element("b", { textContent: title }),
          ...lines.map((line) => element("div", { textContent: line })),
        ),
      ),
    );
  byId("marks").replaceChildren(
    ...marked(
      text,
      said.filter(({ at }) => at?.file === current),
    ),
  );
}

/** How much is found, as `2 errors, 1 warning`. */
function severitiesOf(said) {
  const counts = ["error", "warning", "note"].flatMap((severity) => {
    const count = said.filter((each) => each.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  return counts.length === 0 ? "Nothing to report" : counts.join(", ");
}

function findingItem(
  { severity, verdict, ruleId, message, hint, remedy, subject, environments, at, fix: edits },
  open,
  fix,
) {
  const item = element("li", { className: `finding ${severity}` });
  const words = verdict === "undetermined" ? `${severity}, undetermined` : severity;
  if (at)
    item.append(
      element("button", {
        type: "button",
        className: "place",
        title: "Show it in the text",
        textContent: `${at.file}:${at.line}`,
        onclick: () => open(at),
      }),
    );
  item.append(element("b", { textContent: `${words} ` }));
  if (ruleId) item.append(element("a", { href: `../docs/rules/${ruleId}.html`, textContent: ruleId }), " ");
  item.append(element("p", { textContent: message }));
  if (subject)
    item.append(
      element("p", { className: "subject", textContent: `${subject} in ${environments.join(", ")}` }),
    );
  if (remedy ?? hint) item.append(element("p", { textContent: remedy ?? hint }));
  if (edits)
    item.append(
      element("button", {
        type: "button",
        className: "fix",
        textContent: "Fix it",
        onclick: () => fix(edits),
      }),
    );
  return item;
}

function poolBlock({ name, most, taken, left, isOver, entries }) {
  const head = `${name}: ${isOver ? `over its ${most}` : `${left} of ${most} left`}`;
  const meter = element("meter", {
    min: 0,
    max: most,
    value: Math.min(taken, most),
    high: most * 0.9,
    optimum: 0,
    title: head,
  });
  const list = element(
    "ul",
    {},
    ...entries.map(({ address, environment, takes }) =>
      element("li", { textContent: `${address} in ${environment} takes ${takes}` }),
    ),
  );
  return element("div", { className: "pool" }, element("p", { textContent: head }), meter, list);
}

/** The text with what is found in it marked; where two overlap, the one that begins first has the place. */
function marked(text, said) {
  const nodes = [];
  let done = 0;
  for (const { severity, at } of [...said].sort((a, b) => a.at.start - b.at.start)) {
    const line = text.indexOf("\n", at.start);
    // Of a block its first line is enough.
    const end = Math.min(at.end, line === -1 ? text.length : line);
    if (at.start < done || end <= at.start) continue;
    nodes.push(
      text.slice(done, at.start),
      element("mark", { className: severity, textContent: text.slice(at.start, end) }),
    );
    done = end;
  }
  return [...nodes, `${text.slice(done)}\n`];
}

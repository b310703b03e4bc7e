/** Shows the search fields, which need a script, and hides what doesn't hold all words that are typed. */
export const SCRIPT = `
for (const form of document.querySelectorAll("form.search")) {
  const input = form.querySelector("input");
  const status = form.querySelector("output");
  const rows = [...document.querySelectorAll("#" + form.dataset.rows + " [data-row]")];
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown++;
    }
    status.value = words.length ? shown + " of " + rows.length : "";
  });
}
`;

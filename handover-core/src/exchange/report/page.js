
"use strict";
(() => {
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v || -1);
  };
  const sort = (table, column, heading) => {
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const keyed = Array.from(body.rows, (row) => [key(row, column), row]);
    const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : order(String(a), String(b));
    keyed.sort((a, b) => (down ? -1 : 1) * compare(a[0], b[0]));
    body.append(...keyed.map((pair) => pair[1]));
  };
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  const filter = (table, input, status) => {
    const wanted = plain(input.value.trim());
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const text = (row.dataset.t ??= plain(Array.from(row.cells, (cell) => cell.textContent).join(" ")));
      row.hidden = wanted !== "" && !text.includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    status.textContent = table.dataset.shown.replace("%", shown);
  };
  for (const table of document.querySelectorAll("table.rows")) {
    Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      // A heading that is repeated on paper loses its button there.
      const paper = document.createElement("span");
      paper.className = "paper";
      button.textContent = paper.textContent = heading.textContent;
      button.addEventListener("click", () => sort(table, column, heading));
      heading.replaceChildren(button, paper);
    });
    if (table.tBodies[0].rows.length < 8) continue;
    const bar = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const status = document.createElement("span");
    bar.className = "filter";
    input.type = "search";
    input.addEventListener("input", () => filter(table, input, status));
    status.setAttribute("role", "status");
    label.append(table.dataset.filter + " ", input);
    bar.append(label, status);
    table.parentElement.before(bar);
  }
})();

(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
  };
  const sort = (table, column, down) => {
    const sign = down ? -1 : 1;
    const compare = (one, other) => (typeof one === "number" ? one - other : one.localeCompare(other));
    const rows = [...table.tBodies[0].rows];
    rows.sort((one, other) => sign * compare(value(one, column), value(other, column)));
    table.tBodies[0].append(...rows);
    for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
    table.tHead.rows[0].cells[column].setAttribute("aria-sort", down ? "descending" : "ascending");
  };
  for (const table of all(".index"))
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      // Numbers begin with the most of them, names with the first.
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        sort(table, head.cellIndex, now ? now === "ascending" : head.cellIndex > 0);
      });
    }

  const findings = all(".f, .also");
  const tools = document.querySelector(".tools");
  if (!tools) return;
  const search = document.getElementById("search");
  const family = document.getElementById("family");
  const section = document.getElementById("section");
  const buttons = all("[data-show]");
  const shown = document.querySelector(".shown");
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button.setAttribute("aria-pressed", on);
  const marks = new Map();
  for (const mark of all("[data-of]"))
    for (const key of mark.dataset.of.split(" ")) {
      if (!marks.has(key)) marks.set(key, []);
      marks.get(key).push(mark);
    }
  const keyOf = (finding) => finding.id.slice(2);
  const words = new Map();
  const text = (finding) => {
    if (!words.has(finding)) {
      const own = finding.matches(".also") ? finding : finding.cloneNode(true);
      if (own !== finding) own.querySelector(".more")?.remove();
      const rule = finding.closest(".rule").querySelector("header").textContent;
      words.set(finding, (own.textContent + " " + rule).toLowerCase());
    }
    return words.get(finding);
  };

  const filter = () => {
    const severities = new Set(buttons.filter(isPressed).map((b) => b.dataset.show));
    const query = search.value.trim().toLowerCase();
    let count = 0;
    const fits = new Set();
    for (const finding of findings) {
      const data = finding.dataset;
      if (severities.has(data.severity) && (!family.value || data.family === family.value)
        && (!section.value || data.section === section.value) && (!query || text(finding).includes(query))) {
        fits.add(finding);
        count += 1;
      }
    }
    for (const finding of all(".also")) finding.hidden = !fits.has(finding);
    for (const card of all(".f")) card.hidden = !fits.has(card) && !card.querySelector(".also:not([hidden])");
    for (const group of all(".more")) group.hidden = !group.querySelector(".also:not([hidden])");
    for (const rule of all(".rule")) rule.hidden = !rule.querySelector(".f:not([hidden])");
    for (const group of all(".family")) group.hidden = !group.querySelector(".rule:not([hidden])");
    for (const none of all("[data-none]")) none.hidden = count > 0 || findings.length === 0;
    for (const [key, list] of marks) {
      const finding = document.getElementById("f-" + key);
      for (const mark of list) mark.classList.toggle("off", !!finding && !fits.has(finding));
    }
    shown.textContent = count === findings.length ? "" : count + " of " + findings.length + " shown";
  };
  const clear = () => {
    search.value = family.value = section.value = "";
    for (const button of buttons) press(button, true);
    filter();
  };

  const open = (hash) => {
    const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) return null;
    for (let parent = target; parent; parent = parent.parentElement) if (parent.tagName === "DETAILS") parent.open = true;
    if (target.closest("[hidden]")) clear();
    return target;
  };
  const bring = (element) => {
    const tall = element.getBoundingClientRect().height > innerHeight * 0.7;
    element.scrollIntoView({ block: tall ? "start" : "center" });
  };
  const show = (mark) => {
    const sheet = mark.closest(".sheet");
    if (sheet.scrollHeight > sheet.clientHeight)
      sheet.scrollTop += mark.getBoundingClientRect().top - sheet.getBoundingClientRect().top - sheet.clientHeight / 3;
    else mark.scrollIntoView({ block: "nearest" });
  };
  const go = (finding) => {
    history.replaceState(null, "", "#" + finding.id);
    open("#" + finding.id);
    bring(finding);
    finding.focus({ preventScroll: true });
    const [mark] = marks.get(keyOf(finding)) || [];
    const beside = matchMedia("(min-width: 64.01rem)").matches;
    if (mark && beside) show(mark);
    light(keyOf(finding));
  };

  let lit = [];
  const light = (keys) => {
    for (const element of lit) element.classList.remove("on");
    lit = [];
    for (const key of keys ? keys.split(" ") : []) {
      const finding = document.getElementById("f-" + key);
      lit.push(...(marks.get(key) || []), ...(finding ? [finding] : []));
    }
    for (const element of lit) element.classList.add("on");
  };
  const keysAt = (element) => {
    const mark = element.closest?.("[data-of]");
    if (mark) return mark.dataset.of;
    const finding = element.closest?.(".also, .f");
    return finding ? keyOf(finding) : "";
  };
  document.addEventListener("mouseover", (event) => light(keysAt(event.target)));
  document.addEventListener("focusin", (event) => light(keysAt(event.target)));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && open(link.getAttribute("href"));
    if (target && link.matches(".m")) {
      event.preventDefault();
      history.pushState(null, "", link.getAttribute("href"));
      bring(target);
      (target.matches(".f") ? target : target.querySelector("a")).focus({ preventScroll: true });
      light(link.dataset.of);
    } else if (target?.matches(".anchor")) {
      event.preventDefault();
      history.pushState(null, "", link.getAttribute("href"));
      const mark = target.nextElementSibling;
      show(mark);
      mark.focus({ preventScroll: true });
      if (mark.getBoundingClientRect().bottom > innerHeight || mark.getBoundingClientRect().top < 0)
        mark.scrollIntoView({ block: "center" });
    }
  });
  const arrive = () => {
    const target = open(location.hash);
    if (target?.matches(".f, .also")) bring(target);
    else target?.scrollIntoView();
  };
  window.addEventListener("hashchange", arrive);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape") {
      clear();
      document.activeElement.blur();
    } else if (typing) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      search.focus();
    } else if (event.key === "j" || event.key === "k") {
      const visible = all(".f:not([hidden])");
      const at = document.activeElement.closest?.(".f");
      const top = visible.findIndex((card) => card.getBoundingClientRect().bottom > 80);
      const here = at ? visible.indexOf(at) + (event.key === "j" ? 1 : -1) : Math.max(top, 0);
      const next = visible[Math.min(Math.max(here, 0), visible.length - 1)];
      if (next) go(next);
    }
  });

  for (const button of buttons)
    button.addEventListener("click", () => {
      press(button, !isPressed(button));
      filter();
    });
  for (const field of [search, family, section]) field.addEventListener("input", filter);
  tools.hidden = findings.length === 0;
  if (location.hash) arrive();
})();

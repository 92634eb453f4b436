// The language switch leads to the same page in the other language, which every page names itself.
document.querySelectorAll(".cb-languages a").forEach((link) => {
  const option = document.querySelector(`.md-select__link[hreflang="${link.hreflang}"]`);
  if (option) option.href = link.href;
});
// The theme's search is a dialog without a name.
const box = document.querySelector(".md-search[role=dialog] input");
if (box) box.closest(".md-search").setAttribute("aria-label", box.placeholder);
// Its folded navigation is named by labels that hold only an arrow; the title inside has the words.
document.querySelectorAll("nav.md-nav[aria-labelledby]").forEach((nav) => {
  const title = nav.querySelector(":scope > .md-nav__title");
  if (!title) return;
  nav.removeAttribute("aria-labelledby");
  nav.setAttribute("aria-label", title.textContent.trim());
});
// An old address of a card leads to its row, and the row to the card.
const toCard = () => {
  const row = location.hash && document.getElementById(location.hash.slice(1));
  const link = row && row.closest(".cb-rows") && row.querySelector("a");
  if (link) location.replace(link.href);
};
toCard();
window.addEventListener("hashchange", toCard);

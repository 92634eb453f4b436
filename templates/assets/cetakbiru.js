// The language switch leads to the same page in the other language, which every page names itself.
document.querySelectorAll(".cb-languages a").forEach((link) => {
  const option = document.querySelector(`.md-select__link[hreflang="${link.hreflang}"]`);
  if (option) option.href = link.href;
});
// The theme's search is a dialog without a name.
const search = document.querySelector(".md-search[role=dialog]");
if (search) search.setAttribute("aria-label", search.querySelector("input").placeholder);

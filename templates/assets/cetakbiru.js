// The language switch leads to the same page in the other language, which every page names itself.
document.querySelectorAll(".cb-languages a").forEach((link) => {
  const option = document.querySelector(`.md-select__link[hreflang="${link.hreflang}"]`);
  if (option) option.href = link.href;
});

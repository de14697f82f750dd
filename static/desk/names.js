/* The admin's fields for choosing by typing come without names; a screen reader needs them. */
"use strict";
{
  const labelOf = (select) => document.querySelector(`label[for="${CSS.escape(select.id)}"]`);

  /** What shows the choice is named by the field's label and the choice; what is typed into, by the label. */
  const nameField = (select) => {
    const label = labelOf(select);
    const container = select.nextElementSibling;
    if (!label || !container?.matches(".select2-container") || container.dataset.named) {
      return;
    }
    label.id ||= `${select.id}_label`;
    const shown = container.querySelector(".select2-selection__rendered");
    const selection = container.querySelector(".select2-selection");
    selection.setAttribute("aria-labelledby", [label.id, shown?.id].filter(Boolean).join(" "));
    if (shown?.getAttribute("role") === "textbox") {
      shown.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    }
    container.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id);
    container.dataset.named = "yes";
  };

  /** The box that opens below a field belongs to the field that is open. */
  const nameOpenSearch = () => {
    const search = document.querySelector(".select2-dropdown .select2-search__field");
    const select = document.querySelector(".select2-container--open")?.previousElementSibling;
    const label = search && select && labelOf(select);
    if (label && !search.hasAttribute("aria-label")) {
      search.setAttribute("aria-label", label.textContent.trim());
    }
  };

  const nameAll = () => {
    document.querySelectorAll("select.admin-autocomplete").forEach(nameField);
    nameOpenSearch();
  };

  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
  nameAll();
}

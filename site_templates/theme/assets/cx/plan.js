/* Narrows the plan down by stage, owner, status, effort and evidence.

   Without this script the whole list is there and the form is hidden. The choice stands
   in the address (?stage=usage&owner=…), so that it can be sent, kept, and gone back to. */

(function () {
  "use strict";

  function setUp() {
    var form = document.querySelector("form[data-cx-filter]");
    if (!form || form.dataset.cxReady) return;
    form.dataset.cxReady = "1";

    var fields = Array.prototype.slice.call(form.querySelectorAll("select"));
    var steps = Array.prototype.slice.call(document.querySelectorAll("[data-cx-step]"));
    var groups = document.querySelectorAll("[data-cx-group]");
    var chips = document.querySelectorAll(".cx-chip");
    var said = form.querySelector("[data-cx-said]");
    var reset = form.querySelector("[type=reset]");

    function offers(field, value) {
      return Array.prototype.some.call(field.options, function (option) {
        return option.value === value;
      });
    }

    function fits(step, field) {
      if (!field.value) return true;
      var held = step.getAttribute("data-" + field.name) || "";
      // A step can be open and overdue; names of owners are never cut.
      return field.name === "status"
        ? held.split(" ").indexOf(field.value) >= 0
        : held === field.value;
    }

    function show() {
      var hidden = {};
      var shown = 0;
      steps.forEach(function (step) {
        step.hidden = !fields.every(function (field) { return fits(step, field); });
        if (step.hidden) hidden["#" + step.id] = true;
        else shown += 1;
      });
      groups.forEach(function (group) {
        group.hidden = !group.querySelector("[data-cx-step]:not([hidden])");
      });
      chips.forEach(function (chip) {
        chip.classList.toggle("cx-chip--off", !!hidden[chip.getAttribute("href")]);
      });
      var narrowed = fields.some(function (field) { return field.value; });
      reset.hidden = !narrowed;
      said.textContent = narrowed ? said.dataset.cxSaid.replace("#", String(shown)) : "";
    }

    function read() {
      var asked = new URLSearchParams(location.search);
      fields.forEach(function (field) {
        var value = asked.get(field.name) || "";
        field.value = offers(field, value) ? value : "";
      });
      show();
      follow();
    }

    function write() {
      var address = new URL(location.href);
      fields.forEach(function (field) {
        if (field.value) address.searchParams.set(field.name, field.value);
        else address.searchParams.delete(field.name);
      });
      address.hash = "";
      if (address.href === location.href) return;
      try {
        history.pushState(history.state, "", address.href);
      } catch (refused) {
        // Some browsers keep the address of a file as it is; the list is narrowed anyway.
      }
    }

    /* A link to a step shows it, whatever the filter says. */
    function follow() {
      var target = location.hash && document.getElementById(location.hash.slice(1));
      if (!target || !target.hidden) return;
      fields.forEach(function (field) { field.value = ""; });
      show();
      target.scrollIntoView();
    }

    form.addEventListener("change", function () { show(); write(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function (event) {
      event.preventDefault();
      fields.forEach(function (field) { field.value = ""; });
      show();
      write();
      fields[0].focus();
    });
    window.addEventListener("popstate", read);
    window.addEventListener("hashchange", follow);

    form.hidden = false;
    read();
  }

  // Material announces pages that it loads without the browser; else there is one.
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(setUp);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", setUp);
  else setUp();
})();

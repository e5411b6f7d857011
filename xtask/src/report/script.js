// The page is whole without this: it filters, copies, and opens what is linked to.
(() => {
  'use strict';

  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const form = document.getElementById('controls');
  if (form) filters(form);
  all('.entry').forEach(addCopyButton);
  window.addEventListener('hashchange', reveal);
  reveal();
  openForPrint();

  function filters(form) {
    const shown = document.getElementById('shown');
    const groups = all('.group').map((element) => ({
      element,
      head: textOf(all(':scope > .name, :scope > .at, :scope > .touched', element)),
      findings: all('.finding', element).map((finding) => ({ element: finding, text: null })),
    }));
    const count = groups.reduce((sum, group) => sum + group.findings.length, 0);
    const chosen = (name) => new Set(all(`input[name="${name}"]:checked`, form).map((input) => input.value));

    const apply = () => {
      const axes = chosen('axis');
      const levels = chosen('level');
      const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      let visible = 0;
      for (const group of groups) {
        let any = false;
        for (const finding of group.findings) {
          const { axis, level } = finding.element.dataset;
          finding.text ??= `${group.head} ${textOf([finding.element])}`;
          const fits = axes.has(axis) && levels.has(level) && words.every((word) => finding.text.includes(word));
          finding.element.hidden = !fits;
          any ||= fits;
          visible += fits ? 1 : 0;
        }
        group.element.hidden = !any;
      }
      for (const part of all('.part')) {
        const own = all('.group', part);
        part.hidden = own.length > 0 && own.every((group) => group.hidden);
      }
      const nothing = visible === 0 ? ' Nothing fits: show all, or ask for less.' : '';
      shown.textContent = `${visible} of ${count} findings shown.${nothing}`;
    };

    form.addEventListener('input', apply);
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(apply));
    form.hidden = false;
    // A browser may keep what was chosen before the page was loaded again.
    apply();
  }

  function textOf(elements) {
    return elements.map((element) => element.textContent).join(' ').toLowerCase();
  }

  function addCopyButton(entry) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      const code = entry.querySelector('code');
      const done = await copied(code);
      button.textContent = done ? 'Copied' : 'Selected: press Ctrl+C';
      setTimeout(() => { button.textContent = 'Copy'; }, 3000);
    });
    entry.append(button);
  }

  async function copied(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      // Not every browser lets a page from a file write there.
      getSelection().selectAllChildren(code);
      return document.execCommand('copy');
    }
  }

  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = target && target.closest('details:not([open])');
    if (!closed) return;
    closed.open = true;
    target.scrollIntoView();
  }

  function openForPrint() {
    let opened = [];
    window.addEventListener('beforeprint', () => {
      opened = all('details:not([open])');
      opened.forEach((details) => { details.open = true; });
    });
    window.addEventListener('afterprint', () => {
      opened.forEach((details) => { details.open = false; });
    });
  }
})();

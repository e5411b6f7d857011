// Test only: watches the page from its first moment and tells the frame around it what came of it.
(() => {
  'use strict';
  const errors = [];
  const violations = [];
  window.addEventListener('error', (event) => errors.push(String(event.message)), true);
  window.addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
  document.addEventListener('securitypolicyviolation', (event) =>
    violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
  window.hacked = false;

  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const isShown = (element) => element.getClientRects().length > 0;
  const later = () => new Promise((resolve) => setTimeout(resolve, 50));

  window.addEventListener('load', async () => {
    try {
      const found = await measure();
      found.filters = await filters();
      parent.postMessage(JSON.stringify({ ...found, errors, violations, hacked: window.hacked }), '*');
    } catch (error) {
      parent.postMessage(JSON.stringify({ errors: [...errors, `probe: ${error.stack}`] }), '*');
    }
  });

  async function measure() {
    const findings = all('.finding');
    const shown = findings.filter(isShown).length;
    // What is closed or out of sight is not laid out, and has to fit as well.
    all('.finding').forEach((finding) => { finding.style.contentVisibility = 'visible'; });
    all('details:not([open])').forEach((details) => { details.open = true; });
    await later();
    const width = document.documentElement.clientWidth;
    const clips = (element) => element && (/(auto|scroll)/.test(getComputedStyle(element).overflowX) || clips(element.parentElement));
    const wide = all('body *').filter((element) => element.getBoundingClientRect().right > width + 0.5 && !clips(element.parentElement));
    const touched = all('button, summary, input, svg a').filter(isShown);
    const small = touched.filter((element) => {
      const box = (element.closest('label') ?? element).getBoundingClientRect();
      return box.width < 18 || box.height < 18;
    });
    const targets = all('a[href^="#"]').map((link) => link.getAttribute('href').slice(1));
    return {
      window: window.innerWidth,
      page: Math.max(document.documentElement.scrollWidth, width),
      wide: wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
      small: small.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
      findings: findings.length,
      shown,
      ids: new Set(findings.map((finding) => finding.id)).size,
      dangling: targets.filter((target) => !document.getElementById(target)).slice(0, 5),
      requests: performance.getEntriesByType('resource').map((entry) => entry.name),
      controls: isShown(document.querySelector('#controls')),
    };
  }

  async function filters() {
    const form = document.querySelector('#controls');
    if (!isShown(form)) return null;
    const shown = () => all('.finding').filter(isShown).length;
    const press = (value) => form.querySelector(`input[value="${value}"]`).click();
    const type = (text) => {
      form.elements.text.value = text;
      form.elements.text.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const reset = async () => {
      form.querySelector('button').click();
      await later();
    };
    const result = { all: shown() };
    press('adds');
    result.without_adds = shown();
    ['changes', 'wire', 'behaviour'].forEach(press);
    result.only_rust_breaks = shown();
    result.empty_groups = all('.group').filter((group) => isShown(group) && !all('.finding', group).some(isShown)).length;
    await reset();
    type('LONG_name_17');
    result.searched = shown();
    type('there is nothing of this kind');
    result.none = shown();
    result.status = document.querySelector('#shown').textContent;
    await reset();
    result.reset = shown();
    return result;
  }
})();

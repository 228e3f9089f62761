"""Looking at a screen as a careful person would: is it whole, legible, accessible, translated?"""

from functools import cache
from typing import Any

from tests.browser.floor import View
from tests.browser.house import ROOT
from tests.browser.words import not_english, without_words

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"

TEXTS = """() => {
  const said = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim()
    if (text && walker.currentNode.parentElement.checkVisibility()) said.push(text)
  }
  for (const one of document.querySelectorAll('[aria-label],[title],[placeholder],[alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      if (one.getAttribute(name)) said.push(one.getAttribute(name))
  return said
}"""

FAULTS = """() => {
  const faults = []
  const wide = document.scrollingElement.scrollWidth - innerWidth
  if (wide > 0) faults.push(`the page is ${wide} px too wide`)
  const may_scroll = (one) => {
    for (let at = one; at !== null; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflow)) return true
    return false
  }
  for (const one of document.querySelectorAll('body *')) {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const says = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    const box = one.getBoundingClientRect()
    if (!says || box.width <= 1 || box.height <= 1) continue
    const text = one.textContent.trim().slice(0, 40)
    const style = getComputedStyle(one)
    const is_cut = style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1
    if (is_cut && style.textOverflow !== 'ellipsis') faults.push(`cut: ${text}`)
    if (may_scroll(one)) continue
    if (box.right > innerWidth + 1 || box.left < -1) faults.push(`beside the screen: ${text}`)
    if (box.bottom > innerHeight + 1 || box.top < -1) faults.push(`below the screen: ${text}`)
  }
  for (const one of document.querySelectorAll('.handheld-body, .wall-main, .wall')) {
    const hidden = one.scrollHeight - one.clientHeight
    if (hidden > 4) faults.push(`${hidden} px of ${one.className} are out of sight`)
  }
  return faults
}"""

RUN_AXE = """async () => {
  const found = await axe.run(document, { resultTypes: ['violations'] })
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}  ${node.failureSummary}`))
}"""


@cache
def axe() -> str:
    """The accessibility checker, as a script."""
    return AXE.read_text("utf-8")


class Looker:
    """Looks at one screen after the other, keeps pictures, collects what is wrong."""

    def __init__(self, language: str) -> None:
        """Look in this language."""
        self.language = language
        self.wrong: list[str] = []

    def look(self, view: View, name: str) -> None:
        """Keep a picture of a screen and examine it."""
        folder = "" if self.language == "ja" else f"{self.language}/"
        view.page.evaluate("() => document.fonts.ready.then(() => null)")
        view.save(folder + name)
        texts: list[str] = view.page.evaluate(TEXTS)
        found = [f"no words for {text!r}" for text in without_words(texts)]
        if self.language == "en":
            found += [f"not English: {text!r}" for text in not_english(texts)]
        found += view.page.evaluate(FAULTS)
        if self.language == "ja":
            found += self.examine(view)
        self.wrong += [f"{name}: {fault}" for fault in found]

    def examine(self, view: View) -> list[str]:
        """What axe finds."""
        # Evaluated, not added as an element: the page's own policy would refuse that, rightly.
        view.page.evaluate(axe())
        found: list[Any] = view.page.evaluate(RUN_AXE)
        return [str(one) for one in found]

    def expect_nothing_wrong(self) -> None:
        """Tell everything that was found, at once."""
        assert not self.wrong, "\n".join(self.wrong)

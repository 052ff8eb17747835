#!/usr/bin/env python3
"""Opens the pages of a release in a headless Chromium and reviews a report by keys alone.

    apt-get install chromium chromium-driver
    pip install axe-core-python        # or axe-playwright-python, axe-selenium-python: each carries axe.min.js
    swift build && python3 Tests/browser/site.py .build/debug/indicators [--axe axe.min.js] [--pictures DIR]

It works in a copy of the project. axe-core runs beside the checks of its own, from the file that --axe names or from an
installed package; without either it is skipped, and said so. --pictures keeps screenshots.
Exit status 0: all is well; 1: what is wrong stands on standard output.
"""

import argparse
import csv
import importlib.util
import io
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import urllib.parse

from webdriver import Browser

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENTER, ESCAPE = "\ue007", "\ue00c"
TAB = "\ue004"
HOSTILE = """1 (1)

I. SAMMANFATTNING

<script>document.title = "stolen"</script><img src="https://example.org/x.png" onerror="document.title='stolen'">
=cmd|' /C calc'!A0 och "citat" samt 'apostrof' & så vidare. Landet hyser 653 flyktingar enligt UNHCR 2016.
النص من اليمين ١٢٣ \u202eomvänd\u202c och \U0001f9d1\u200d\u2696\ufe0f bredvid 14 domare.\r
Andelen kvinnor i underhuset är 26 procent.
"""

problems = []


def check(holds, what):
    print(("ok    " if holds else "WRONG ") + what)
    if not holds:
        problems.append(what)


def indicators(program, *arguments, cwd):
    done = subprocess.run([program, *arguments], cwd=cwd, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"indicators {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def projects(program, folder):
    """A copy of the repository's samples, and a project with one report that means harm."""
    samples = folder / "samples"
    for name in ["Data", "Pipelines"]:
        shutil.copytree(ROOT / name, samples / name, ignore=shutil.ignore_patterns("build", "release*"))
    indicators(program, "run", cwd=samples)
    hostile = folder / "hostile"
    indicators(program, "init", str(hostile), cwd=ROOT)
    text = folder / "harm.txt"
    text.write_bytes(HOSTILE.encode())
    indicators(program, "add", str(text), "--area", "KAZ", "--edition", "2016", "--published", "2017-01",
               "--title", "<b onclick=alert(1)>Rapport</b> \"x\" =1+1", cwd=hostile)
    indicators(program, "run", cwd=hostile)
    return samples, hostile


def address(file, fragment=""):
    return file.resolve().as_uri() + fragment


def quiet(browser, what):
    """No error in the console, no request that leaves the disk."""
    errors = [entry["message"] for entry in browser.log("browser") if entry["level"] in ("SEVERE", "WARNING")]
    check(not errors, f"{what}: no error in the console {errors[:2]}")
    outside = []
    for entry in browser.log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if urllib.parse.urlsplit(url).scheme not in ("file", "data", "blob", "chrome"):
                outside.append(url)
    check(not outside, f"{what}: no request leaves the disk {outside[:2]}")


def axe_core(named):
    """The source of axe-core, and its version; nothing where it is not installed."""
    if named:
        return named.read_text()
    for package, place in [("axe_core_python", "axe.min.js"), ("axe_playwright_python", "axe.min.js"),
                           ("axe_selenium_python", "node_modules/axe-core/axe.min.js")]:
        found = importlib.util.find_spec(package)
        for folder in found.submodule_search_locations if found else []:
            file = pathlib.Path(folder) / place
            if file.exists():
                return file.read_text()
    print("skip  axe-core: pip install axe-core-python, or name axe.min.js by --axe")
    return None


def every_page(browser, reports, axe):
    checks = (pathlib.Path(__file__).parent / "checks.js").read_text()
    pages = sorted(reports.rglob("*.html"))
    check(len(pages) > 10 and reports / "index.html" in pages, f"{len(pages)} pages")
    wrong = []
    for page in pages:
        for width, dark in [(1280, False), (1280, True), (390, False), (320, True)]:
            browser.size(width, 900)
            browser.dark(dark)
            browser.open(address(page))
            name = f"{page.relative_to(reports)} at {width}{' dark' if dark else ''}"
            wrong += [f"{name}: {found}" for found in browser.run(checks)]
            if axe:
                browser.devtools("Runtime.evaluate", expression=axe)
                found = browser.devtools(
                    "Runtime.evaluate", awaitPromise=True, returnByValue=True, expression="""
                    axe.run(document, {resultTypes: ["violations"]}).then(result => result.violations.filter(
                      one => ["serious", "critical"].includes(one.impact)).map(
                      one => one.id + ": " + one.nodes.slice(0, 3).map(node => node.target.join(" ")).join(" | ")))""")
                wrong += [f"{name}: axe {one}" for one in found["result"].get("value", ["did not run"])]
    for one in wrong[:30]:
        print("      " + one)
    check(not wrong, "every page passes the checks for readers of every kind")
    quiet(browser, "all pages")
    large = [page.name for page in pages if page.stat().st_size > 1_000_000]
    check(not large, f"no page above 1 MB {large}")


def cell_and_back(browser, reports):
    """From the cell "26 %" to the characters in one click, and back to a cell in one click."""
    browser.size(1280, 900)
    found = None
    for page in sorted((reports / "comparisons").glob("*.html")):
        browser.open(address(page))
        found = browser.run("""
          const links = [...document.querySelectorAll("td a")].filter(a => /^26( %)?$/.test(a.textContent.trim()));
          const link = links[0];
          if (!link) return null;
          link.id = "wanted"; return link.textContent;""")
        if found:
            break
    check(bool(found), f"a table has the cell {found}")
    browser.click("#wanted")
    state = browser.run("""
      const target = document.querySelector(":target");
      const box = target && target.getBoundingClientRect();
      return {text: target && target.textContent, seen: box && box.top >= 0 && box.bottom <= innerHeight,
        now: !!document.querySelector(".num.now"), path: location.pathname,
        back: document.querySelector("#desk .cells a") && document.querySelector("#desk .cells a").href}""")
    check(state["text"] is not None and "26" in state["text"] and state["seen"] and "/documents/" in state["path"],
          f"one click leads to the characters {state['text']!r}, in sight")
    check(state["now"], "they are highlighted")
    browser.click("#desk .cells a")
    state = browser.run("""
      const target = document.querySelector(":target");
      return {path: location.pathname, cell: target && target.parentElement.textContent}""")
    check("/comparisons/" in state["path"] and state["cell"], f"one click leads back to the cell {state['cell']!r}")


def review(browser, samples, program, reopen):
    """Accept, reject, edit, classify, add, undo by keys; close; open; export; import; run; still there."""
    report = next((samples / "Reports" / "documents").glob("kaz-2015*.html"))
    browser.open(address(report))
    stored = "return JSON.parse(localStorage.getItem(Object.keys(localStorage).find(k => k.startsWith('indicators-review:'))) || 'null')"

    def steps():
        return [step["name"] for step in (browser.run(stored) or {"steps": []})["steps"]]

    def current():
        return browser.run("return document.getElementById('desk-body').textContent")

    def reach(key):
        """Goes on by `j` to an entry that `key` can act on: what comes next depends on what the rules made of the text."""
        for _ in range(len(browser.run("return document.querySelectorAll('[data-m]')"))):
            if not browser.run("return document.getElementById('act-' + arguments[0]).disabled", key):
                return
            browser.keys("j")
        check(False, f"{key} can act on some entry")

    browser.keys("w")
    browser.keys("Ada Provare" + ENTER)
    reach("a")
    first = current()
    browser.keys("a")
    check(steps() == ["accepted"] and current() != first, "a accepts and goes on")
    browser.keys("u")
    check(steps() == [] and current() == first, "u takes it back")
    browser.keys("a")
    reach("x")
    browser.keys("x")
    browser.keys(TAB + "not so" + ENTER)
    check(steps() == ["accepted", "rejected"], "x rejects with a reason")
    reach("e")
    browser.keys("e")
    browser.keys("ba" + TAB + "of those asked" + TAB + "the text says so" + ENTER)
    check(steps()[-1] == "edited", "e edits a field")
    reach("n")
    browser.keys("n" + TAB + ENTER)
    check(steps()[-1] == "no indicator", "n says that a number is no indicator")
    browser.keys("s")
    check(steps()[-1] == "skipped", "s skips")
    browser.keys("i")
    browser.keys("Kazakstans folkförsamling" + TAB + "parties_in_parliament" + TAB + "4" + TAB + "2014" + ENTER)
    check(steps()[-1] == "added", "i adds a fact that was missed: " + browser.run("return document.querySelector('#desk [role=status]').textContent"))
    lines = [line for step in browser.run(stored)["steps"] for line in step["lines"]]
    browser = reopen()
    browser.open(address(report))
    check(steps() == ["accepted", "rejected", "edited", "no indicator", "skipped", "added"],
          "closed and opened again, nothing is lost")
    browser.keys("d")
    file = None
    for _ in range(50):
        found = list(reopen.profile.glob("decisions-*.ndjson"))
        if found:
            file = found[0]
            break
        time.sleep(0.1)
    check(file is not None and [json.loads(line) for line in file.read_text().splitlines()] == lines,
          "d downloads every decision, one a line")
    if file is None:
        return browser
    indicators(program, "review", "import", str(file), cwd=samples)
    kept = [json.loads(line) for line in indicators(program, "review", "export", cwd=samples).splitlines()]
    check(sorted(json.dumps(line, sort_keys=True) for line in kept)
          == sorted(json.dumps(line, sort_keys=True) for line in lines),
          "review import keeps them; review export gives them back")

    def statuses():
        table = indicators(program, "export", "--format", "ndjson", cwd=samples)
        rows = [json.loads(line) for line in table.splitlines()]
        return rows, {row["observation_id"]: row["review_status"] for row in rows}

    for again in [False, True]:
        if again:
            rules = samples / "Pipelines/human-rights/Indicators/hdi_rank/sv.yml"
            rules.write_text(rules.read_text() + "# a change\n")
        indicators(program, "run", cwd=samples)
        rows, status = statuses()
        named = {line["field"] + line["new"]: status.get(line["observation"]) for line in lines if line["observation"]}
        when = "after the rules changed" if again else "in the next release"
        check(named.get("statusaccept") == "accepted" and named.get("baseof those asked") == "edited"
              and any(row["quote"] == "Kazakstans folkförsamling" and row["time_period"] == "2014"
                      and row["review_status"] == "edited" for row in rows)
              and named.get("statusreject") is None, f"decisions show as review_status {when}: {named}")
    return browser


def harm_in_files(browser, hostile, program, profile):
    """What a spreadsheet, a Markdown reader and a reviewer's file get of a report that means harm."""
    title = "<b onclick=alert(1)>Rapport</b> \"x\" =1+1"
    with open(hostile / "Data/release/csv/observations.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    check(rows and all(row["document_title"] == title for row in rows if "document_title" in row),
          f"{len(rows)} rows of CSV, the title exact")
    check(all(HOSTILE[int(row["char_start"]):int(row["char_end"])] == row["quote"] for row in rows if "quote" in row),
          "quotes in CSV are the text at their characters")
    table = indicators(program, "export", "--excel", cwd=hostile).lstrip("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    bad = [cell for cell in cells if re.match(r"[=+@\t\r]|-[^\d.]", cell)]
    check(cells and not bad, f"no cell of the spreadsheet flavour runs {bad[:3]}")
    for page in sorted((hostile / "Reports").rglob("*.md")):
        text = page.read_text()
        check("<script" not in text and "<img" not in text and "<b " not in text, f"{page.name}: no markup of the report")
    report = next((hostile / "Reports" / "documents").glob("*.html"))
    browser.open(address(report))
    left = browser.run("return document.getElementById('desk').querySelector('p').textContent")
    for _ in range(int(left.split()[0])):
        disabled = browser.run("return document.getElementById('act-a').disabled")
        browser.keys("n" + ENTER if disabled else "a")
    browser.keys("d")
    lines = []
    for _ in range(50):
        found = list(profile.glob("decisions-*.ndjson"))
        if found:
            lines = [json.loads(line) for line in found[0].read_text().splitlines()]
            found[0].unlink()
            break
        time.sleep(0.1)
    exact = []
    for line in lines:
        at = line["target"]
        start, end = at["char_start"], at["char_end"]
        exact.append(at["quote"] == HOSTILE[start:end] and at["prefix"] == HOSTILE[max(0, start - 32):start]
                     and at["suffix"] == HOSTILE[end:end + 32])
    browser.keys("u" * len(lines))
    left = browser.run("return Object.keys(localStorage).filter(key => key.startsWith('indicators-review:')).length")
    check(left == 0, "every step undone, nothing is kept")
    check(lines and all(exact), f"{len(lines)} decisions as NDJSON, quote and context exact {[l['target']['quote'] for l in lines]}")


def harm(browser, hostile):
    for page in sorted((hostile / "Reports").rglob("*.html")):
        browser.open(address(page))
        check(browser.run("return document.title").find("stolen") < 0
              and browser.run("return document.querySelectorAll("
                              "'main img, main b, main script:not([type]):not([src^=\"search/\"])').length") == 0,
              f"{page.name}: text of a report is text")
    report = next((hostile / "Reports" / "documents").glob("*.html"))
    browser.open(address(report))
    shown = browser.run("return [...document.querySelectorAll('.text')].map(e => e.textContent).join('')")
    check(shown == HOSTILE, "the page's text is the report's, to the character")
    browser.run("""const link = document.querySelector('.num.obs'); link.click()""")
    picked = browser.run("return [document.querySelector('.num.now').textContent, document.querySelector('#desk-body mark').textContent]")
    check(picked[0] == picked[1], f"the desk quotes the same characters {picked}")
    quiet(browser, "a report that means harm")


def pictures(browser, reports, folder):
    folder.mkdir(parents=True, exist_ok=True)
    document = next((reports / "documents").glob("kaz-2015*.html"))
    pages = [reports / "index.html", document, reports / "comparisons" / "sex.html", reports / "countries" / "KAZ.html",
             reports / "comparisons" / "editions.html", reports / "comparisons" / "countries.html", reports / "quality.html"]
    for page in pages:
        for width, height in [(390, 844), (1280, 900)]:
            for dark in [False, True]:
                browser.size(width, height)
                browser.dark(dark)
                browser.open(address(page))
                browser.screenshot(folder / f"{page.stem}-{width}{'-dark' if dark else ''}.png", whole=page != document)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("program", type=pathlib.Path)
    options.add_argument("--axe", type=pathlib.Path)
    options.add_argument("--pictures", type=pathlib.Path)
    asked = options.parse_args()
    program = str(asked.program.resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        samples, hostile = projects(program, folder)
        profile = folder / "profile"
        profile.mkdir()
        browser = Browser(profile)

        def reopen():
            nonlocal browser
            time.sleep(1)
            browser.close()
            browser = Browser(profile)
            return browser

        reopen.profile = profile
        try:
            every_page(browser, samples / "Reports", axe_core(asked.axe))
            cell_and_back(browser, samples / "Reports")
            if asked.pictures:
                pictures(browser, samples / "Reports", asked.pictures)
            harm(browser, hostile)
            harm_in_files(browser, hostile, program, profile)
            browser = review(browser, samples, program, reopen)
        finally:
            browser.close()
    print(f"{len(problems)} wrong" if problems else "all is well")
    raise SystemExit(1 if problems else 0)


if __name__ == "__main__":
    main()

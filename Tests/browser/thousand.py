#!/usr/bin/env python3
"""Makes a site of a thousand reports and measures it: the largest page of each kind, and how soon it opens.

    swift build -c release && python3 Tests/browser/thousand.py .build/release/indicators [--reports 1000] [--keep DIR]

The reports are sentences of the project's own rule files, drawn and with other digits, on some 150 countries. Time and
memory of the run are printed; with chromium and chromium-driver pages are opened and timed too.
Exit status 1: a page is above 1 MB though its document is not, or opens slowly.
"""

import argparse
import csv
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PIPELINE = ROOT / "Pipelines" / "human-rights"
EDITIONS = ["2013", "2014", "2015", "2016", "2017", "2018", "2019"]
TREATIES = ["konventionen mot tortyr", "barnkonventionen", "konventionen om medborgerliga och politiska rättigheter",
            "konventionen om avskaffande av rasdiskriminering", "kvinnokonventionen", "Romstadgan"]


def sentences():
    """The examples of each indicator's rules, without the marks of the expected span."""
    found = {}
    for file in sorted((PIPELINE / "Indicators").glob("*/sv*.yml")):
        text = file.read_text().split("counterexamples:")[0]
        words = re.findall(r'text: "((?:[^"\\]|\\.)*)"', text)
        if words:
            found[file.parent.name] = [one.replace("⟦", "").replace("⟧", "") for one in words]
    return found


def varied(sentence, chance):
    """With other digits, as many as before; years and the totals of ranks stay."""
    def other(match):
        number = match.group(0)
        if len(number) == 4 and number[:2] in ("19", "20") or number in ("188", "180", "100", "149"):
            return number
        return str(chance.randint(10 ** (len(number) - 1), 10 ** len(number) - 1)) if len(number) < 4 else number
    return re.sub(r"\d+", other, sentence)


def write_reports(folder, count):
    chance = random.Random(1)
    with open(PIPELINE.parent / "Codelists" / "areas.csv", newline="") as file:
        areas = [row for row in csv.DictReader(file) if row["kind"] == "country"]
    areas = areas[:: max(1, len(areas) // 150)][:150]
    known = sentences()
    lines = ["reports:"]
    for index in range(count):
        area = areas[index % len(areas)]
        edition = EDITIONS[index // len(areas) % len(EDITIONS)]
        picked = chance.sample(sorted(known), 18)
        parts = [f"I. SAMMANFATTNING\n\nDetta är ett övningsunderlag om {area['name_sv']}."]
        for name in picked:
            parts.append(varied(chance.choice(known[name]), chance))
        parts.append(f"Andelen kvinnor i underhuset är {chance.randint(5, 60)} procent. Av kvinnorna är "
                     f"{chance.randint(40, 99)} procent läskunniga och av männen {chance.randint(40, 99)} procent.")
        for treaty in chance.sample(TREATIES, 3):
            year = chance.randint(1970, 2012)
            parts.append(f"{area['name_sv']} ratificerade {treaty} år {year}.")
        name = f"{area['area_id'].lower()}-{edition}-{index}.txt"
        (folder / name).write_text("\n\n".join(parts) + "\n")
        lines.append(
            f'  - {{file: "thousand/{name}", publisher: "Country Indicators samples", series: "thousand/{area["area_id"]}", '
            f'edition: "{edition}", title: "Övningsrapport om {area["name_sv"]} {edition}", area: "{area["area_id"]}", '
            f'published: "{int(edition) + 1}-03", language: "sv", licence: "Apache-2.0", sample: true}}')
    return "\n".join(lines) + "\n"


def kind_of(path):
    folder = path.parts[0] if len(path.parts) > 1 else ""
    return folder or re.sub(r"-\w+$", "", path.stem)


def measure(reports):
    """The largest page of each kind, and those above 1 MB."""
    largest = {}
    for page in reports.rglob("*.html"):
        kind = kind_of(page.relative_to(reports))
        if page.stat().st_size > largest.get(kind, (0, None))[0]:
            largest[kind] = (page.stat().st_size, page)
    return largest


def opened(pages):
    """Milliseconds until each page is drawn and its scripts are done."""
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    from webdriver import Browser
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(profile, port=9623)
        try:
            browser.size(1280, 900)
            browser.open("about:blank")
            times = {}
            for page in pages:
                began = time.monotonic()
                browser.open(page.resolve().as_uri())
                browser.run("return document.body.getBoundingClientRect().height")
                times[page] = (time.monotonic() - began) * 1000
            return times
        finally:
            browser.close()


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("program", type=pathlib.Path)
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--keep", type=pathlib.Path, help="make the project here and leave it")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        project = asked.keep or pathlib.Path(name) / "project"
        program = str(asked.program.resolve())
        subprocess.run([program, "init", str(project)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        folder = project / "Data" / "thousand"
        folder.mkdir(parents=True, exist_ok=True)
        (project / "Data" / "reports.yml").write_text(write_reports(folder, asked.reports))
        began = time.monotonic()
        done = subprocess.run([program, "run", "--no-tables"], cwd=project, capture_output=True, text=True)
        took = time.monotonic() - began
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr)
        print("\n".join(done.stderr.splitlines()[-8:]))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"{asked.reports} reports in {took:.1f} s, peak {peak} MB")
        largest = measure(project / "Reports")
        wrong = False
        try:
            times = opened([page for _, page in largest.values()])
        except (OSError, RuntimeError) as error:
            print(f"pages are not timed: {error}")
            times = {}
        for kind, (size, page) in sorted(largest.items()):
            took = times.get(page)
            wrong = wrong or size > 1_000_000 or (took or 0) > 1500
            print(f"{kind:14} {size / 1000:8.0f} kB  {'' if took is None else f'{took:5.0f} ms'}  {page.name}")
        sizes = [page.stat().st_size for page in (project / "Reports").rglob("*.html")]
        print(f"{len(sizes)} pages, {sum(sizes) / 1e6:.0f} MB")
        raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()

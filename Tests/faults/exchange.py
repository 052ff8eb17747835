#!/usr/bin/env python3
"""Kills runs at random moments, reads a release while it is replaced again and again, and lets many commands write at once.

Usage: Tests/faults/exchange.py PROGRAM [--runs 50] [--kills 60] [--seed 1] [--keep]

Works in a temporary folder, on a project with three indicators and two reports of its own. Ends with 0 only where no
look found old and new mixed, no kill left anything that the next run did not mend, and nothing that a command said to
be written is missing.
"""

import argparse, hashlib, json, multiprocessing, os, pathlib, random, shutil, signal, sqlite3, subprocess, sys, tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
INDICATORS = {"press_freedom_rank", "tertiary_education_share", "treaty_status"}
LINE = "På pressfrihetsindexet från Reportrar utan gränser hamnar landet på plats %d av 180.\n"
# Of nobody's release: they must come through everything.
MINE = ["notes.txt", "csv/mine.csv", "a folder/of mine.txt"]


class Torn(Exception):
    """A file of the release is not what the list beside it says."""


def look(folder, pages=None):
    """Looks at a release as it stands, through the folder that was there when the look began. Returns its logical
    hash; None where there is no folder or another one took its place before the look was over."""
    try:
        top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return None
    try:
        try:
            release = json.loads(read(top, "release.json"))
            for file in release["files"]:
                if file["path"].startswith("Reports/") and not pages:
                    continue
                found = hashlib.sha256(read(top, file["path"])).hexdigest()
                if found != file["sha256"]:
                    raise Torn(f"{file['path']} has {found[:8]}, the list {file['sha256'][:8]}")
        except FileNotFoundError as error:
            try:
                if os.stat(folder).st_ino == os.fstat(top).st_ino:
                    raise Torn(str(error))
            except FileNotFoundError:
                pass
            return None
        return release["logical_sha256"]
    finally:
        os.close(top)


def read(top, path):
    descriptor = os.open(path, os.O_RDONLY, dir_fd=top)
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


class Project:
    """A small project; `place` is "project" for Data/release and Reports, or "output" for one folder with both."""

    def __init__(self, program, base, place):
        self.program, self.place = program, place
        self.folder = base / place
        self.folder.mkdir()
        shutil.copytree(ROOT / "Pipelines", self.folder / "Pipelines")
        for indicator in (self.folder / "Pipelines/human-rights/Indicators").iterdir():
            if indicator.name not in INDICATORS:
                shutil.rmtree(indicator)
        shutil.rmtree(self.folder / "Pipelines/human-rights/Decisions", ignore_errors=True)
        (self.folder / "Data/reports").mkdir(parents=True)
        (self.folder / "Data/reports.yml").write_text("reports:\n" + "".join(
            f'  - file: "reports/{area}.txt"\n    area: "{area}"\n    published: "2017-04"\n    language: "sv"\n'
            for area in ["KAZ", "GEO"]))
        self.write(1)
        self.release = self.folder / ("Data/release" if place == "project" else "out")
        self.reports = self.folder / "Reports" if place == "project" else self.release / "Reports"
        self.number = 1

    def write(self, number):
        for place, area in enumerate(["KAZ", "GEO"]):
            text = "".join(LINE % (1 + (number + place) % 170) for _ in range(1))
            (self.folder / f"Data/reports/{area}.txt").write_text(text)

    def arguments(self):
        output = [] if self.place == "project" else ["--output", "out"]
        return [str(self.program), "run", "--no-tables", "--accept-removals"] + output

    def start(self):
        self.number += 1
        self.write(self.number)
        return subprocess.Popen(self.arguments(), cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def run(self):
        return subprocess.run(self.arguments(), cwd=self.folder, capture_output=True, text=True)

    def plant(self):
        for folder in [self.release, self.reports]:
            for path in MINE:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(path)

    def faults(self):
        """What is wrong with a project whose run has ended well."""
        found = []
        try:
            look(self.release, pages=self.place != "project")
        except Torn as error:
            found.append(f"torn: {error}")
        for folder in [self.release, self.reports]:
            for path in MINE:
                if not (folder / path).is_file() or (folder / path).read_text() != path:
                    found.append(f"lost: {folder.name}/{path}")
        listed = json.loads((self.release / "release.json").read_text())["files"]
        for file in listed:
            path = file["path"]
            if path.startswith("Reports/"):
                at = self.reports / path[len("Reports/"):]
                if not at.is_file() or hashlib.sha256(at.read_bytes()).hexdigest() != file["sha256"]:
                    found.append(f"apart: {path}")
        left = [str(p.relative_to(self.folder)) for p in self.folder.rglob(".*.exchange")]
        left += [str(p.relative_to(self.folder)) for p in self.folder.rglob("*.earlier-*")]
        found += [f"left behind: {path}" for path in left]
        database = sqlite3.connect(f"file:{self.release}/human-rights.sqlite?mode=ro", uri=True)
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            found.append("the database is damaged")
        database.close()
        return found


def poll(folder, pages, stop, results):
    counts = {"looks": 0, "torn": 0, "overtaken": 0, "releases": 0}
    seen, messages = set(), []
    while not stop.is_set():
        counts["looks"] += 1
        try:
            found = look(folder, pages)
            if found:
                seen.add(found)
            else:
                counts["overtaken"] += 1
        except Torn as error:
            counts["torn"] += 1
            messages.append(str(error))
        except Exception as error:  # a list that is half written, for one
            counts["torn"] += 1
            messages.append(repr(error))
    counts["releases"] = len(seen)
    results.put((counts, messages[:5]))


def polled(project, runs):
    """A reader who looks all the time while so many releases are put into place."""
    stop, results = multiprocessing.Event(), multiprocessing.Queue()
    reader = multiprocessing.Process(
        target=poll, args=(project.release, project.place != "project", stop, results))
    reader.start()
    failed = 0
    for _ in range(runs):
        process = project.start()
        errors = process.communicate()[1].decode()
        if process.returncode != 0:
            failed += 1
            print(errors, file=sys.stderr)
    stop.set()
    counts, messages = results.get()
    reader.join()
    print(f"{project.place}: {runs} publishing runs, {counts['looks']} looks at {counts['releases']} releases, "
          f"{counts['overtaken']} overtaken, {counts['torn']} torn, {failed} runs failed")
    for message in messages:
        print("  " + message)
    return counts["torn"] + failed + report(project.faults())


def report(faults):
    for fault in faults:
        print("  " + fault)
    return len(faults)


def killed(project, kills):
    """Kills at a random moment of the run, and every second time in the moment of the exchange."""
    start = time.monotonic()
    project.start().communicate()
    usual = time.monotonic() - start
    staging = [p.parent / f".{p.name}.exchange" for p in [project.reports, project.release]]
    bad = during = 0
    for number in range(kills):
        process = project.start()
        if number % 2:
            # A folder's staging folder: once its list is there, the exchange is a matter of milliseconds.
            place = random.choice(staging if project.place == "project" else staging[1:])
            while process.poll() is None and not (place / "list").exists():
                pass
            time.sleep(random.uniform(0, 0.03))
        else:
            time.sleep(random.uniform(0, usual * 1.05))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        during += any(place.exists() for place in staging)
        try:
            look(project.release, pages=project.place != "project")
        except (Torn, ValueError) as error:
            bad += 1
            print(f"  torn after kill {number}: {error}")
        result = project.run()
        if result.returncode != 0:
            bad += 1
            print(f"  the run after kill {number} ended with {result.returncode}: {result.stderr[-500:]}")
        bad += report(project.faults())
    print(f"{project.place}: {kills} kills, {during} of them while a release was written beside or exchanged, {bad} faults")
    return bad


def together(project):
    """Many commands that write at once: whatever says done is there."""
    def all_at_once(commands):
        processes = [subprocess.Popen([str(project.program)] + c, cwd=project.folder, stdout=subprocess.DEVNULL,
                                      stderr=subprocess.PIPE) for c in commands]
        errors = [p.communicate()[1].decode() for p in processes]
        done = sum(p.returncode == 0 for p in processes)
        for process, error in zip(processes, errors):
            if process.returncode != 0:
                print("  " + error.strip())
        return done

    def decisions():
        return sum(len(p.read_text().splitlines())
                   for p in (project.folder / "Pipelines/human-rights/Decisions").rglob("*.ndjson"))

    database = sqlite3.connect(f"file:{project.release}/human-rights.sqlite?mode=ro", uri=True)
    observation = database.execute("SELECT observation_id FROM observation ORDER BY 1").fetchone()[0]
    database.close()
    done = all_at_once([["correct", observation, "--field", f"value={n}", "--reason", "a test", "--who", "A"] for n in range(101, 113)])
    kept = decisions()
    print(f"correct: 12 at once, {done} said done, {kept} decisions are there")
    bad = done != 12 or kept != 12
    lines = [json.loads(l) for l in
             (project.folder / "Pipelines/human-rights/Decisions/decisions.ndjson").read_text().splitlines()]
    for number in range(6):
        line = dict(lines[0], new=str(121 + number))
        if "id" in line:
            del line["id"]
        (project.folder / f"import{number}.ndjson").write_text(json.dumps(line, ensure_ascii=False) + "\n")
    done = all_at_once([["review", "import", f"import{n}.ndjson"] for n in range(6)])
    kept = decisions() - kept
    print(f"review import: 6 at once, {done} said done, {kept} decisions are there")
    bad += done != 6 or kept != 6
    for number in range(12):
        (project.folder / f"new{number}.txt").write_text(LINE % (number + 1) + f"Nummer {number}.\n")
    done = all_at_once([["add", f"new{n}.txt", "--area", "KGZ", "--edition", str(2000 + n)] for n in range(12)])
    listed = (project.folder / "Data/reports.yml").read_text().count("reports/new")
    print(f"add: 12 at once, {done} said done, {listed} reports are listed")
    return bad + (done != 12 or listed != 12)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the projects where they are")
    options = parser.parse_args()
    random.seed(options.seed)
    base = pathlib.Path(tempfile.mkdtemp(prefix="exchange-"))
    bad = 0
    try:
        for place in ["project", "output"]:
            project = Project(options.program.resolve(), base, place)
            first = project.run()
            if first.returncode != 0:
                sys.exit(f"the first run failed: {first.stderr}")
            project.plant()
            bad += polled(project, options.runs)
            bad += killed(project, options.kills)
            if place == "project":
                bad += together(project)
    finally:
        if options.keep:
            print(base)
        else:
            shutil.rmtree(base, ignore_errors=True)
    print("nothing torn, nothing lost" if bad == 0 else f"{bad} faults")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()

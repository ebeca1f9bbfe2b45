// Runs are thrown away and put back; whatever is killed, nothing is lost.
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <random>

#include "core/training/run/management/run_cleaning.hpp"
#include "core/training/run/management/run_naming.hpp"
#include "core/training/run/management/run_size.hpp"
#include "core/training/run/run_folder.hpp"
#include "run_folders_fixture.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

class RunTrashTest : public QObject, private RunFoldersFixture {
    Q_OBJECT
  private Q_SLOTS:
    void init() { openFolder(); }
    void cleanup() { closeFolder(); }
    void thrownAwayAndPutBack();
    void aNameTakenMeanwhileGetsANumber();
    void linksAreNotFollowed();
    void aNameLikeThoseOfTheTrash();
    void emptiesForGood();
    void killedWhileThrowingAway();
    void killedWhileEmptying();
    void emptyingIsStopped();
    void onAFullDisk();
    void killedAtAnyMoment();
};

void RunTrashTest::thrownAwayAndPutBack() {
    make("run-002");
    const auto before = files();
    const fs::path entry = trashRun(runs() / "run-001");
    QCOMPARE(findRuns(runs()), std::vector<fs::path>{runs() / "run-002"});
    const auto contents = trashContents(runs());
    QCOMPARE(contents.size(), std::size_t{1});
    QCOMPARE(contents[0].run, std::string("run-001"));
    QCOMPARE(contents[0].files, std::int64_t{9});
    QVERIFY(contents[0].bytes >= 4 * 5000);
    QCOMPARE(nextRunFolder(runs()), runs() / "run-001");
    QCOMPARE(restoreFromTrash(entry), runs() / "run-001");
    QCOMPARE(files(), before);
    QVERIFY(trashContents(runs()).empty());
    QVERIFY(!messageOf([&] { restoreFromTrash(entry); }).isEmpty());
}

void RunTrashTest::aNameTakenMeanwhileGetsANumber() {
    const fs::path first = trashRun(runs() / "run-001");
    make("run-001");
    const fs::path second = trashRun(runs() / "run-001");
    QVERIFY(first != second);
    QCOMPARE(trashContents(runs()).size(), std::size_t{2});
    make("run-001");
    QCOMPARE(restoreFromTrash(first), runs() / "run-001 2");
    QCOMPARE(restoreFromTrash(second), runs() / "run-001 3");
    QCOMPARE(findRuns(runs()).size(), std::size_t{3});
}

void RunTrashTest::linksAreNotFollowed() {
    QTemporaryDir elsewhere;
    const fs::path other = elsewhere.path().toStdString();
    std::ofstream(other / "epoch-0009.pt") << "x";
    // The trash itself.
    fs::create_directory_symlink(other, runs() / kTrashName);
    QVERIFY(messageOf([&] { trashRun(runs() / "run-001"); }).contains(QStringLiteral("it is a link")));
    QCOMPARE(emptyTrash(runs(), {}).problems.size(), std::size_t{1});
    QVERIFY(trashContents(runs()).empty());
    fs::remove(runs() / kTrashName);
    // A run: its name can change, but it does not go into the trash.
    fs::create_directory_symlink(runs() / "run-001", runs() / "linked");
    QVERIFY(messageOf([&] { trashRun(runs() / "linked"); }).contains(QStringLiteral("it is a link")));
    QCOMPARE(renameRun(runs() / "linked", "still linked"), runs() / "still linked");
    QVERIFY(fs::is_symlink(runs() / "still linked") && fs::exists(runs() / "run-001" / "run.json"));
    QVERIFY(!RunLock::isHeld(runs() / "run-001") && !fs::exists(runs() / "run-001" / kRunLockName));
    // A folder in a run, and a file.
    const fs::path run = runs() / "run-001";
    fs::remove_all(run / "checkpoints");
    fs::create_directory_symlink(other, run / "checkpoints");
    for (const RunPart& part : runParts(run)) {
        QVERIFY(part.kind == RunPart::Kind::evaluation || part.kind == RunPart::Kind::events);
    }
    QVERIFY(messageOf([&] {
                deleteRunFiles(run, {"checkpoints/epoch-0009.pt"});
            }).contains(QStringLiteral("behind a link")));
    fs::create_symlink(other / "epoch-0009.pt", run / "evaluations" / "step-1.json");
    QCOMPARE(deleteRunFiles(run, {"evaluations/step-1.json"}).files, std::int64_t{1});
    // What is emptied.
    const fs::path entry = trashRun(run);
    emptyTrash(runs(), {entry});
    QVERIFY(!fs::exists(runs() / kTrashName) && fs::exists(other / "epoch-0009.pt"));
}

void RunTrashTest::aNameLikeThoseOfTheTrash() {
    for (const char* name : {"run", "x.deleted", "trash.json", "deleted.json", ".hidden"}) {
        make(name);
        const fs::path entry = trashRun(runs() / name);
        emptyTrash(runs(), {});
        QCOMPARE(entries(), std::vector<fs::path>{entry});
        QCOMPARE(restoreFromTrash(entry), runs() / name);
        QVERIFY(fs::exists(runs() / name / "checkpoints" / "last.pt"));
    }
}

void RunTrashTest::emptiesForGood() {
    make("run-002");
    make("run-003");
    const fs::path gone = trashRun(runs() / "run-001");
    const fs::path kept = trashRun(runs() / "run-002");
    std::vector<Progress> seen;
    const Deleted emptied =
        emptyTrash(runs(), {gone}, {}, [&](const Progress& progress) { seen.push_back(progress); });
    QVERIFY(emptied.problems.empty() && emptied.files == 9 && emptied.bytes >= 4 * 5000);
    QCOMPARE(seen.size(), std::size_t{9});
    QCOMPARE(seen.back().done, seen.back().total);
    QVERIFY(!fs::exists(gone));
    QCOMPARE(entries(), std::vector<fs::path>{kept});
    QCOMPARE(findRuns(runs()), std::vector<fs::path>{runs() / "run-003"});
    // Nothing outside the trash, nor what somebody trains in, is ever deleted.
    QCOMPARE(emptyTrash(runs(), {runs() / "run-003"}).problems.size(), std::size_t{1});
    const OtherHolder holder(kept / "run");
    QCOMPARE(emptyTrash(runs(), {kept}).problems.size(), std::size_t{1});
    QVERIFY(fs::exists(runs() / "run-003" / "run.json") && fs::exists(kept / "run" / "run.json"));
}

void RunTrashTest::killedWhileThrowingAway() {
    // After the entry was made and before the run was moved.
    const fs::path trash = runs() / kTrashName;
    fs::create_directories(trash / "run-001");
    std::ofstream(trash / "run-001" / "trash.json")
        << R"({"format": 1, "run": "run-001", "trashed": "2026-01-02T03:04:05Z"})";
    QVERIFY(trashContents(runs()).empty());
    emptyTrash(runs(), {});
    QVERIFY(fs::exists(trash / "run-001"));               // a process may be about to go on
    const fs::path entry = trashRun(runs() / "run-001");  // again
    QCOMPARE(entry, trash / "run-001 2");
    QCOMPARE(restoreFromTrash(entry), runs() / "run-001");
    fs::last_write_time(trash / "run-001", fs::file_time_type::clock::now() - std::chrono::minutes(2));
    emptyTrash(runs(), {});
    QVERIFY(!fs::exists(trash));
    // What is not ours is neither shown nor deleted, and cannot lead out of the folder.
    write(".trash/holiday/picture.jpg");
    write(".trash/evil/run/x");
    std::ofstream(trash / "evil" / "trash.json")
        << R"({"format": 1, "run": "../../x", "trashed": "2026-01-02T03:04:05Z"})";
    for (const char* name : {"holiday", "evil"}) {
        fs::last_write_time(trash / name, fs::file_time_type::clock::now() - std::chrono::minutes(2));
    }
    QVERIFY(trashContents(runs()).empty());
    QVERIFY(!messageOf([&] { restoreFromTrash(trash / "evil"); }).isEmpty());
    QCOMPARE(emptyTrash(runs(), {trash / "evil"}).problems.size(), std::size_t{1});
    QVERIFY(fs::exists(trash / "holiday" / "picture.jpg") && fs::exists(trash / "evil" / "run" / "x"));
}

void RunTrashTest::killedWhileEmptying() {
    const fs::path entry = trashRun(runs() / "run-001");
    fs::rename(entry / "trash.json", entry / "deleted.json");
    fs::remove(entry / "run" / "checkpoints" / "last.pt");
    QVERIFY(trashContents(runs()).empty());  // half of a run is not offered for putting back
    QVERIFY(!messageOf([&] { restoreFromTrash(entry); }).isEmpty());
    emptyTrash(runs(), {});  // the next try completes it
    QVERIFY(!fs::exists(runs() / kTrashName));
}

void RunTrashTest::emptyingIsStopped() {
    trashRun(runs() / "run-001");
    std::stop_source stop;
    emptyTrash(runs(), entries(), stop.get_token(), [&](const Progress& progress) {
        if (progress.done == 3) {
            stop.request_stop();
        }
    });
    QCOMPARE(files().size(), std::size_t{7});  // six of nine, and what says that they are being deleted
    QVERIFY(trashContents(runs()).empty());
    emptyTrash(runs(), {});
    QVERIFY(files().empty());
}

void RunTrashTest::onAFullDisk() {
    make("run-002");
    const fs::path entry = trashRun(runs() / "run-002");
    const auto before = files();
    // The kernel refuses to write anything, like a full disk.
    struct rlimit limit {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &limit), 0);
    const struct rlimit none { 0, limit.rlim_max };
    std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &none), 0);
    const QString thrown = messageOf([&] { trashRun(runs() / "run-001"); });
    const auto after = files();
    // What makes room works all the same.
    const Deleted cleaned = deleteRunFiles(runs() / "run-001", {"checkpoints/epoch-0001.pt"});
    const Deleted emptied = emptyTrash(runs(), {entry});
    const fs::path renamed = renameRun(runs() / "run-001", "x");
    ::setrlimit(RLIMIT_FSIZE, &limit);
    QVERIFY2(thrown.contains(QStringLiteral("moving to the trash")), qPrintable(thrown));
    QCOMPARE(after, before);
    QVERIFY(!fs::exists(runs() / kTrashName));  // no entry was left either
    QVERIFY(cleaned.files == 1 && emptied.files == 9 && emptied.problems.empty());
    QVERIFY(fs::exists(renamed / "run.json") && !fs::exists(renamed / kRunLockName));
}

void RunTrashTest::killedAtAnyMoment() {
    constexpr int kKills = 100;
    const std::size_t whole = files().size();
    std::minstd_rand random(7);
    int in_trash = 0;
    fs::path run = runs() / "run-001";
    for (int kill = 0; kill < kKills; ++kill) {
        const pid_t child = ::fork();
        if (child == 0) {
            for (;;) {
                run = restoreFromTrash(trashRun(renameRun(run, "a")));
                run = restoreFromTrash(trashRun(renameRun(run, "b")));
            }
        }
        const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(random() % 8000);
        while (std::chrono::steady_clock::now() < until) {
        }
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const std::vector<fs::path> thrown = entries();
        const std::vector<fs::path> found = findRuns(runs());
        QCOMPARE(thrown.size() + found.size(), std::size_t{1});
        in_trash += static_cast<int>(thrown.size());
        run = thrown.empty() ? found.front() : restoreFromTrash(thrown.front());
        fs::remove(run / kRunLockName);  // of the killed process
        std::size_t there = 0;
        for (const auto& it : fs::recursive_directory_iterator(run)) {
            there += it.is_directory() ? 0 : 1;
        }
        QCOMPARE(there, whole);
    }
    qInfo("%d of %d kills found the run in the trash", in_trash, kKills);
    QVERIFY(run.filename() != "run-001");  // they were killed at work
}

QTEST_APPLESS_MAIN(RunTrashTest)
#include "run_trash_test.moc"

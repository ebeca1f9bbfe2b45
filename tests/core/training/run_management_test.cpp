// Run folders are renamed and cleaned up; whatever fails, nothing is lost.
#include <sys/stat.h>

#include <algorithm>
#include <chrono>

#include "core/training/run/management/moving.hpp"
#include "core/training/run/management/run_cleaning.hpp"
#include "core/training/run/management/run_naming.hpp"
#include "core/training/run/management/run_size.hpp"
#include "core/training/steering/run_status.hpp"
#include "run_folders_fixture.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

class RunManagementTest : public QObject, private RunFoldersFixture {
    Q_OBJECT
  private Q_SLOTS:
    void init() { openFolder(); }
    void cleanup() { closeFolder(); }
    void renames();
    void refusesNames_data();
    void refusesNames();
    void aTakenNameIsKept();
    void aRunInProgressStays();
    void aReadOnlyFolderIsSaid();
    void nothingIsMovedToAnotherDisk();
    void ofAnotherUser();
    void oneThatWaitsStays();
    void oneThatIsTrainedElsewhereStays();
    void partsAreDeleted();
    void ofARunInProgressBestAndLastStay();
    void sizesByPart();
    void partsThatCanGo();
};

void RunManagementTest::renames() {
    const auto before = files().size();
    QCOMPARE(renameRun(runs() / "run-001", "  tall shapes ü "), runs() / "tall shapes ü");
    QVERIFY(!fs::exists(runs() / "run-001"));
    QCOMPARE(files().size(), before);  // the lock's file has not been left behind
    QVERIFY(!RunLock::isHeld(runs() / "tall shapes ü"));
    QCOMPARE(renameRun(runs() / "tall shapes ü", "tall shapes ü"), runs() / "tall shapes ü");
    QVERIFY(messageOf([&] { renameRun(runs() / "run-001", "x"); }).contains(QStringLiteral("not there")));
}

void RunManagementTest::refusesNames_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QStringLiteral("  ");
    QTest::newRow("hidden") << QStringLiteral(".x");
    QTest::newRow("above") << QStringLiteral("..");
    QTest::newRow("below") << QStringLiteral("a/b");
    QTest::newRow("backslash") << QStringLiteral("a\\b");
    QTest::newRow("line") << QStringLiteral("a\nb");
    QTest::newRow("long") << QString(201, QLatin1Char('x'));
}

void RunManagementTest::refusesNames() {
    QFETCH(QString, name);
    const auto before = files();
    QVERIFY(!messageOf([&] { renameRun(runs() / "run-001", name.toStdString()); }).isEmpty());
    QCOMPARE(files(), before);
}

void RunManagementTest::aTakenNameIsKept() {
    make("other");
    fs::create_directory(runs() / "empty");  // rename(2) would replace it
    const auto before = files();
    for (const char* name : {"other", "empty"}) {
        const QString message = messageOf([&] { renameRun(runs() / "run-001", name); });
        QVERIFY2(message.contains(QStringLiteral("there is something of that name")), qPrintable(message));
    }
    QCOMPARE(files(), before);
    QVERIFY(fs::exists(runs() / "empty"));
}

void RunManagementTest::aRunInProgressStays() {
    const OtherHolder holder(runs() / "run-001");
    const auto before = files();
    const QString who = QString::fromStdString(holder.process());
    QString message = messageOf([&] { renameRun(runs() / "run-001", "other"); });
    QVERIFY2(message.contains(who), qPrintable(message));
    message = messageOf([&] { trashRun(runs() / "run-001"); });
    QVERIFY2(message.contains(who), qPrintable(message));
    QCOMPARE(files(), before);
    QVERIFY(!fs::exists(runs() / kTrashName));
}

void RunManagementTest::aReadOnlyFolderIsSaid() {
    const auto before = files();
    constexpr uid_t kNobody = 65534;  // root may write anywhere
    const bool is_root = ::geteuid() == 0;
    for (const auto& it : fs::recursive_directory_iterator(runs())) {
        QVERIFY(!is_root || ::chown(it.path().c_str(), kNobody, kNobody) == 0);
    }
    QVERIFY(::chmod(runs().c_str(), 0555) == 0);
    QVERIFY(!is_root || ::seteuid(kNobody) == 0);
    const QString renamed = messageOf([&] { renameRun(runs() / "run-001", "other"); });
    const QString trashed = messageOf([&] { trashRun(runs() / "run-001"); });
    QVERIFY(!is_root || ::seteuid(0) == 0);
    QVERIFY(::chmod(runs().c_str(), 0755) == 0);
    QVERIFY2(renamed.contains(QStringLiteral("run-001")) && renamed.contains(QStringLiteral("permissions")),
             qPrintable(renamed));
    QVERIFY2(trashed.contains(QStringLiteral(".trash")) && trashed.contains(QStringLiteral("permissions")),
             qPrintable(trashed));
    QCOMPARE(files(), before);
}

void RunManagementTest::nothingIsMovedToAnotherDisk() {
    // Every machine has it, and it is never the disk of the runs: the system looks at that first.
    const fs::path other = "/proc/priorscope-run";
    const auto before = files();
    const QString message = messageOf([&] { moveRunFolder(Core::tr("moving"), runs() / "run-001", other); });
    QVERIFY2(message.contains(QStringLiteral("another disk")), qPrintable(message));
    QCOMPARE(files(), before);
    QVERIFY(!fs::exists(other));
}

void RunManagementTest::ofAnotherUser() {
    // Root gives a folder away; for others the system has one of root's, which they could not touch anyway.
    constexpr uid_t kNobody = 65534;
    const bool is_root = ::geteuid() == 0;
    const fs::path run = is_root ? runs() / "run-001" : fs::path("/usr");
    QVERIFY(!is_root || ::chown(run.c_str(), kNobody, kNobody) == 0);
    const QString owner = is_root ? QStringLiteral("nobody") : QStringLiteral("root");
    const auto before = files();
    for (const QString& message :
         {messageOf([&] { renameRun(run, "mine"); }), messageOf([&] { trashRun(run); }),
          messageOf([&] { deleteRunFiles(run, {"checkpoints/epoch-0001.pt"}); })}) {
        QVERIFY2(message.contains(QStringLiteral("another user, ") + owner), qPrintable(message));
    }
    QCOMPARE(files(), before);
}

void RunManagementTest::oneThatWaitsStays() {
    const fs::path run = runs() / "run-001";
    RunStatus status = statusHere();
    status.state = TrainingState::stopped;
    status.queued = 2;
    writeStatus(run, status);
    const auto before = files();
    for (const QString& message :
         {messageOf([&] { renameRun(run, "x"); }), messageOf([&] { trashRun(run); })}) {
        QVERIFY2(message.contains(QStringLiteral("waits to be started")), qPrintable(message));
    }
    QCOMPARE(files(), before);
    status.queued = 0;
    writeStatus(run, status);
    QCOMPARE(renameRun(run, "x"), runs() / "x");
}

void RunManagementTest::oneThatIsTrainedElsewhereStays() {
    // Its machine has no locks that reach here.
    const fs::path run = runs() / "run-001";
    RunStatus status = statusHere();
    status.state = TrainingState::running;
    status.host = "another-machine";
    writeStatus(run, status);
    const auto before = files();
    const QString message = messageOf([&] { trashRun(run); });
    QVERIFY2(message.contains(QStringLiteral("another-machine was training it")), qPrintable(message));
    QCOMPARE(files(), before);
    // It has ended, or has not told anything for long.
    fs::last_write_time(run / "status.json", fs::file_time_type::clock::now() - std::chrono::minutes(3));
    QCOMPARE(renameRun(run, "x"), runs() / "x");
    status.state = TrainingState::stopped;
    writeStatus(runs() / "x", status);
    QCOMPARE(renameRun(runs() / "x", "y"), runs() / "y");
    // One of this machine whose process was killed.
    status = statusHere();
    status.state = TrainingState::running;
    writeStatus(runs() / "y", status);
    QCOMPARE(renameRun(runs() / "y", "z"), runs() / "z");
}

void RunManagementTest::partsAreDeleted() {
    const fs::path run = runs() / "run-001";
    const auto before = files();
    // All or nothing where one may not go.
    for (const char* file : {"run.json", "metrics.csv", "../run-001/run.json", "checkpoints/..",
                             "checkpoints", "/etc/passwd", "", "checkpoints/x/y.pt"}) {
        const QString message = messageOf([&] { deleteRunFiles(run, {"checkpoints/epoch-0001.pt", file}); });
        QVERIFY2(message.contains(QStringLiteral("the run needs it")), file);
        QCOMPARE(files(), before);
    }
    std::vector<Progress> seen;
    const Deleted deleted = deleteRunFiles(
        run, {"checkpoints/epoch-0001.pt", "checkpoints/gone.pt", "events.out.tfevents.1.priorscope"}, {},
        [&](const Progress& progress) { seen.push_back(progress); });
    QVERIFY(deleted.problems.empty() && deleted.files == 2 && deleted.bytes >= 5000);
    QVERIFY(seen.size() == 3 && seen.back().done == 3 && seen.back().total == 3);
    auto expected = before;
    expected.erase("run-001/checkpoints/epoch-0001.pt");
    expected.erase("run-001/events.out.tfevents.1.priorscope");
    QCOMPARE(files(), expected);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(deleteRunFiles(run, {"checkpoints/epoch-0002.pt"}, stop.get_token()).files, std::int64_t{0});
    QCOMPARE(files(), expected);
}

void RunManagementTest::ofARunInProgressBestAndLastStay() {
    const fs::path run = runs() / "run-001";
    const OtherHolder holder(run);
    const auto before = files();
    for (const char* file :
         {"checkpoints/last.pt", "checkpoints/best.pt", "events.out.tfevents.1.priorscope"}) {
        QVERIFY(messageOf([&] { deleteRunFiles(run, {file}); }).contains(QStringLiteral("in progress")));
    }
    QCOMPARE(files(), before);
    for (const RunPart& part : runParts(run)) {
        const bool is_snapshot = part.kind == RunPart::Kind::epoch || part.kind == RunPart::Kind::evaluation;
        QCOMPARE(part.may_go, is_snapshot);
    }
    QCOMPARE(deleteRunFiles(run, {"checkpoints/epoch-0001.pt"}).files, std::int64_t{1});
    QVERIFY(!fs::exists(run / "checkpoints" / "epoch-0001.pt") && RunLock::isHeld(run));
}

void RunManagementTest::sizesByPart() {
    const fs::path run = make("sizes");
    const RunSize before = runSize(run);
    QCOMPARE(before.files, std::int64_t{9});
    write("sizes/checkpoints/epoch-0003.pt", std::size_t{1} << 20U);
    write("sizes/evaluations/step-20.json", std::size_t{1} << 18U);
    write("sizes/events.out.tfevents.2.priorscope", std::size_t{1} << 17U);
    write("sizes/report.html", std::size_t{1} << 16U);
    fs::create_symlink("/usr", run / "link");  // counted as the link
    const RunSize after = runSize(run);
    const auto near = [](std::int64_t grown, std::int64_t bytes) {
        return grown >= bytes && grown <= bytes + 65536;  // blocks
    };
    QVERIFY(near(after.checkpoints - before.checkpoints, 1 << 20));
    QVERIFY(near(after.evaluations - before.evaluations, 1 << 18));
    QVERIFY(near(after.events - before.events, 1 << 17));
    QVERIFY(near(after.other - before.other, 1 << 16));
    QCOMPARE(after.files, std::int64_t{14});
    QCOMPARE(runSize(runs() / "none").total(), std::int64_t{0});
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(runSize(run, stop.get_token()).files, std::int64_t{0});
}

void RunManagementTest::partsThatCanGo() {
    const fs::path run = runs() / "run-001";
    write("run-001/checkpoints/last.pt.part-999999-3");
    const std::vector<RunPart> parts = runParts(run);
    QCOMPARE(parts.size(), std::size_t{7});  // last, best, two snapshots, a leftover, evaluations, events
    QVERIFY(parts[0].kind == RunPart::Kind::last && parts[1].kind == RunPart::Kind::best);
    QCOMPARE(parts[1].files.size(), std::size_t{2});  // with its operating point
    QCOMPARE(parts[2].files[0], fs::path("checkpoints/epoch-0001.pt"));
    QVERIFY(parts[4].kind == RunPart::Kind::leftover && parts[5].kind == RunPart::Kind::evaluation &&
            parts[6].kind == RunPart::Kind::events);
    QVERIFY(std::ranges::all_of(parts, [](const RunPart& part) { return part.may_go && part.bytes > 0; }));
    QVERIFY(runParts(runs() / "none").empty());
}

QTEST_APPLESS_MAIN(RunManagementTest)
#include "run_management_test.moc"

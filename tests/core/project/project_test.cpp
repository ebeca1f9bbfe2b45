// The project file: contents round-trip, foreign files are not modified, only one process writes.
#include "core/project/project.hpp"
#include "core/project/project_merging.hpp"

#include <sqlite3.h>
#include <sys/resource.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "core/base/files/holder_lock.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/run_sql.hpp"
#include "tests/support/whole_files.hpp"

using namespace priorscope;

namespace {

PriorConfig layout(const char* name, float scale) {
    PriorConfig config = loadPriorConfig("ssd300-voc");
    config.name = name;
    config.maps[0].scale = scale;
    return config;
}

}  // namespace

class ProjectTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void layoutsReturn();
    void pathsOfAnyBytes();
    void emptyFilesAreInitialised();
    void foreignFilesStay_data();
    void foreignFilesStay();
    void newerSchemaIsRefused();
    void truncatedFileIsTold();
    void secondOpenerReads();
    void placesThatCannotBeWritten();
    void fullDiskKeepsWhatWasThere();
    void unreadableVersionStaysInTheFile();
    void whatCannotBeReadIsNotOverwritten();
    void versionsFromElsewhere();
    void tagsAndFiltersReturn();
    void notesOnRunsReturnAndJoin();
    void defaultPlace();

  private:
    QString path(const char* name = "project.sqlite") const {
        return m_folder->filePath(QString::fromLatin1(name));
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ProjectTest::tagsAndFiltersReturn() {
    Project project(path().toStdString());
    const Project::Tags first{{"night", {"1", "2"}}, {"to do", {"2"}}};
    project.setTags("/data/a", first);
    project.setTags("/data/b", {{"night", {"9"}}});
    QCOMPARE(project.tags().at("/data/a"), first);
    const Project::Tags second{{"night", {"2", "3"}}, {"牛", {"1"}}};
    project.setTags("/data/a", second);
    QCOMPARE(project.tags().at("/data/a"), second);
    QCOMPARE(project.tags().at("/data/b").at("night"), std::set<std::string>{"9"});
    project.setTags("/data/a", {});
    QVERIFY(!project.tags().contains("/data/a"));
    project.setSavedFilters({{"small", "input<8"}, {"b", "tag=\"x y\""}});
    project.setSavedFilters({{"small", "input<9"}});
    QCOMPARE(project.savedFilters(), (std::map<std::string, std::string>{{"small", "input<9"}}));
}

void ProjectTest::notesOnRunsReturnAndJoin() {
    const RunNotes notes{{"1a", {.text = "taller\nshapes", .tags = {"to keep", "牛"}}},
                         {"2b", {.text = "x"}}};
    {
        Project project(path().toStdString());
        QVERIFY(project.runNotes().empty());
        RunNotes with_empty = notes;
        with_empty["3c"] = {};
        project.setRunNotes(with_empty);
    }
    QCOMPARE(Project(path().toStdString()).runNotes(), notes);
    // A project of the version before has none yet.
    runSql(path(), "DROP TABLE run_notes; PRAGMA user_version = 4");
    Project project(path().toStdString());
    QVERIFY(project.runNotes().empty());
    project.setRunNotes(notes);
    QCOMPARE(project.runNotes(), notes);
    // Another window has written meanwhile: what was changed here is taken, the rest is the file's.
    RunNotes ours = notes;
    ours["2b"] = {};
    project.setRunNotes({{"1a", {.text = "theirs"}}, {"2b", {.text = "x"}}, {"4d", {.tags = {"new"}}}});
    QCOMPARE(mergedRunNotes(project, ours, &notes),
             (RunNotes{{"1a", {.text = "theirs"}}, {"2b", {}}, {"4d", {.tags = {"new"}}}}));
    QCOMPARE(project.runNotes(), (RunNotes{{"1a", {.text = "theirs"}}, {"4d", {.tags = {"new"}}}}));
    // Another file has its own: both stay.
    project.setRunNotes({{"1a", {.text = "theirs", .tags = {"牛", "b"}}}});
    QCOMPARE(mergedRunNotes(project, notes, nullptr).at("1a"),
             (RunNote{.text = "taller\nshapes; theirs", .tags = {"to keep", "牛", "b"}}));
}

void ProjectTest::layoutsReturn() {
    ProjectLayouts layouts{.versions = {layout("wide", 0.08F), layout("a", 0.2F)},
                           .edited = layout("ssd300-voc", 0.07F),
                           .baseline = layout("ssd300-voc", 0.1F)};
    {
        Project project(path("new/folders/project.sqlite").toStdString());
        QVERIFY(!project.isReadOnly());
        QCOMPARE(project.layouts(), ProjectLayouts());
        project.setLayouts(layouts);
    }
    QVERIFY(!QFile::exists(path("new/folders/project.sqlite.lock")));
    {
        Project project(path("new/folders/project.sqlite").toStdString());
        QCOMPARE(project.layouts(), layouts);  // the order of saving, not of names
        layouts.versions = {layout("a", 0.3F), layout("third", 0.4F)};
        layouts.edited = layout("third", 0.4F);
        project.setLayouts(layouts);
    }
    QCOMPARE(Project(path("new/folders/project.sqlite").toStdString()).layouts(), layouts);
}

void ProjectTest::pathsOfAnyBytes() {
    const std::filesystem::path file = m_folder->path().toStdString() + "/f\xff?#:\xe4/file:p%41\xfe.db";
    { Project(file).setLayouts({.versions = {layout("kept", 0.08F)}, .edited = {}, .baseline = {}}); }
    QVERIFY(std::filesystem::exists(file));
    QCOMPARE(Project(file).layouts().versions.at(0).name, std::string("kept"));
}

void ProjectTest::emptyFilesAreInitialised() {
    write(path(), {});
    { QVERIFY(!Project(path().toStdString()).isReadOnly()); }
    QVERIFY(bytesOf(path()).startsWith("SQLite format 3"));
}

void ProjectTest::foreignFilesStay_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << QByteArray("shopping list\n");
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("the first bytes of a database") << QByteArray("SQLite format 3\0\x10", 17);
    QTemporaryDir folder;
    const QString other = folder.filePath(QStringLiteral("other.sqlite"));
    runSql(other, "CREATE TABLE other (a)");
    QTest::newRow("another database") << bytesOf(other);
}

void ProjectTest::foreignFilesStay() {
    QFETCH(QByteArray, bytes);
    write(path(), bytes);
    const QString message = messageOf([&] { Project(path().toStdString()); });
    QCOMPARE(message, QStringLiteral("opening the project %1: it is not a Priorscope project. Choose another "
                                     "file; this one is left as it is")
                          .arg(path()));
    QCOMPARE(bytesOf(path()), bytes);
    QVERIFY(messageOf([&] {
                Project(m_folder->path().toStdString());
            }).contains(QStringLiteral("not a regular file")));
}

void ProjectTest::newerSchemaIsRefused() {
    { Project project(path().toStdString()); }
    runSql(path(), "PRAGMA user_version = 6");
    const QByteArray before = bytesOf(path());
    QVERIFY(messageOf([&] {
                Project(path().toStdString());
            }).contains(QStringLiteral("a newer version of Priorscope (schema 6, this one knows 5)")));
    QCOMPARE(bytesOf(path()), before);
}

void ProjectTest::truncatedFileIsTold() {
    {
        Project(path().toStdString())
            .setLayouts({.versions = {layout("v1", 0.1F)}, .edited = {}, .baseline = {}});
    }
    const QByteArray half = bytesOf(path()).left(4096 + 700);
    write(path(), half);
    QVERIFY(messageOf([&] { Project(path().toStdString()); }).contains(QStringLiteral("it is damaged")));
    QCOMPARE(bytesOf(path()), half);
}

void ProjectTest::secondOpenerReads() {
    Project first(path().toStdString());
    Project second(path().toStdString());
    QVERIFY(second.isReadOnly());
    const std::string process = "process " + std::to_string(::getpid()) + " on ";
    QVERIFY(second.readOnlyReason().text().starts_with(process));
    QVERIFY(second.readOnlyReason().text().ends_with(" has it open"));
    const ProjectLayouts layouts{.versions = {layout("v1", 0.08F)}, .edited = {}, .baseline = {}};
    first.setLayouts(layouts);
    QCOMPARE(second.layouts(), layouts);
    QVERIFY(messageOf([&] { second.setLayouts({}); }).contains(QStringLiteral("has it open")));
    QCOMPARE(first.layouts(), layouts);
}

void ProjectTest::placesThatCannotBeWritten() {
    write(path("file"), "x");
    QVERIFY(messageOf([&] {
                Project(path("file/project.sqlite").toStdString());
            }).contains(QString::fromStdString(std::generic_category().message(ENOTDIR))));
    QVERIFY(messageOf([&] {
                Project("/proc/priorscope/project.sqlite");
            }).contains(QStringLiteral("Keep the project elsewhere")));
}

void ProjectTest::fullDiskKeepsWhatWasThere() {
    Project project(path().toStdString());
    const ProjectLayouts before{.versions = {layout("v1", 0.08F)}, .edited = {}, .baseline = {}};
    project.setLayouts(before);
    ProjectLayouts large = before;
    for (int i = 0; i < 200; ++i) {
        large.versions.push_back(layout(("many " + std::to_string(i)).c_str(), 0.1F));
    }
    // Beyond this size the kernel refuses to write, like a full disk.
    struct rlimit limit {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &limit), 0);
    const struct rlimit small { 40000, limit.rlim_max };
    std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const QString message = messageOf([&] { project.setLayouts(large); });
    ::setrlimit(RLIMIT_FSIZE, &limit);
    QVERIFY2(message.contains(QStringLiteral("the disk is full. Free some space")), qPrintable(message));
    QCOMPARE(project.layouts(), before);
    project.setLayouts(large);  // and continues once there is space
    QCOMPARE(project.layouts(), large);
}

void ProjectTest::unreadableVersionStaysInTheFile() {
    {
        Project(path().toStdString())
            .setLayouts({.versions = {layout("v1", 0.08F)}, .edited = {}, .baseline = {}});
    }
    runSql(path(), "INSERT INTO layout_versions VALUES ('odd', 9, '{\"future\": 1}', '')");
    {
        Project project(path().toStdString());
        std::vector<Sentence> problems;
        ProjectLayouts layouts = project.layouts(&problems);
        QCOMPARE(layouts.versions.size(), 1U);
        QCOMPARE(problems.size(), 1U);
        QVERIFY(problems[0].text().find("the version odd in ") != std::string::npos);
        layouts.versions.clear();
        project.setLayouts(layouts);
    }
    runSql(path(),
           "INSERT INTO layout_versions SELECT 'copy', 1, json, '' FROM layout_versions WHERE name = 'odd'");
    std::vector<Sentence> problems;
    QCOMPARE(Project(path().toStdString()).layouts(&problems).versions.size(), 0U);
    QCOMPARE(problems.size(), 2U);
}

void ProjectTest::whatCannotBeReadIsNotOverwritten() {
    Project(path().toStdString()).setRunDraft("{\"steps\": 777}");
    runSql(path(), "INSERT INTO layout_versions VALUES ('odd', 9, '{\"future\": 1}', '')");
    runSql(path(), "INSERT INTO drafts VALUES ('prior-layout', '{\"layout\": {\"future\": 2}}', '')");
    {
        Project project(path().toStdString());
        project.setLayouts(
            {.versions = {layout("odd", 0.08F)}, .edited = layout("odd", 0.09F), .baseline = {}});
        project.setRunDraftAside();
        project.setRunDraft("{\"steps\": 1400}");
        QCOMPARE(project.layouts().edited, std::optional(layout("odd", 0.09F)));
        QCOMPARE(project.layouts().versions, std::vector{layout("odd", 0.08F)});
        QCOMPARE(project.runDraft(), std::string("{\"steps\": 1400}"));
    }
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("{\"future\": 1}"));
    QVERIFY(bytes.contains("{\"future\": 2}"));
    QVERIFY(bytes.contains("{\"steps\": 777}"));
}

void ProjectTest::versionsFromElsewhere() {
    ProjectLayouts layouts{.versions = {layout("v1", 0.1F)}, .edited = {}, .baseline = {}};
    addVersions(layouts, {layout("v1", 0.1F), layout("v1", 0.2F), layout("tall", 0.3F)});
    addVersions(layouts, {layout("v1", 0.2F), layout("v1", 0.4F)});
    const std::vector<PriorConfig> expected{layout("v1", 0.1F), layout("v1 2", 0.2F), layout("tall", 0.3F),
                                            layout("v1 3", 0.4F)};
    QCOMPARE(layouts.versions, expected);
}

void ProjectTest::defaultPlace() {
    qputenv("XDG_DATA_HOME", "/data");
    QCOMPARE(Project::defaultFile(), std::filesystem::path("/data/priorscope/project.sqlite"));
    qputenv("XDG_DATA_HOME", "relative");  // to be ignored: XDG Base Directory Specification
    qputenv("HOME", "/home/somebody");
    QCOMPARE(Project::defaultFile(),
             std::filesystem::path("/home/somebody/.local/share/priorscope/project.sqlite"));
    qunsetenv("HOME");
    QVERIFY(messageOf([] {
                (void)Project::defaultFile();
            }).contains(QStringLiteral("neither XDG_DATA_HOME nor HOME")));
}

QTEST_GUILESS_MAIN(ProjectTest)
#include "project_test.moc"

// Images move between splits, and every other byte of the lists stays.
#include "core/formats/writing/split_move.hpp"

#include <sys/stat.h>

#include <QDir>
#include <QTest>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/project/split_moving.hpp"
#include "tests/support/annotation_folder.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace fs = std::filesystem;

namespace {

const char* const kNow = "2026-01-02T03:04:05Z";

/// Six images a to f.
class Lists {
  public:
    Lists() {
        for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
            folder.xml(QString::fromLatin1(id), fixture::size(100, 50) + fixture::object("cat", "1 1 20 20"));
            folder.image(QStringLiteral("JPEGImages/%1.jpg").arg(QLatin1String(id)));
        }
    }
    void write(const char* name, const QByteArray& bytes) {
        folder.write(QStringLiteral("ImageSets/Main/%1.txt").arg(QLatin1String(name)), bytes);
    }
    QString path(const char* name = "") const {
        const QString main = QString::fromStdString(folder.path("ImageSets/Main"));
        return *name == '\0' ? main : main + QStringLiteral("/%1.txt").arg(QLatin1String(name));
    }
    QByteArray bytes(const char* name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }
    fs::path backups() const { return splitBackups(folder.path("backups")); }

    fixture::AnnotationFolder folder;
};

/// What the lists become; those that stay are not among them.
std::map<std::string, QByteArray> moved(const Lists& lists, const std::vector<std::size_t>& images,
                                        const char* to, SplitMove* move = nullptr) {
    const Dataset dataset = lists.folder.read();
    const SplitMove planned =
        plannedMove(dataset, readSplitFiles(dataset), {.images = images, .to = to, .from = {}});
    std::map<std::string, QByteArray> results;
    for (const SplitChange& change : planned.changes) {
        results[change.name] = QByteArray::fromStdString(change.result);
    }
    if (move != nullptr) {
        *move = planned;
    }
    return results;
}

using Results = std::map<std::string, QByteArray>;
using Images = std::vector<std::size_t>;

bool isTold(const SplitMove& move, const char* what) {
    return std::any_of(move.notes.begin(), move.notes.end(),
                       [what](const Sentence& note) { return note.text().find(what) != std::string::npos; });
}

}  // namespace

class SplitMoveTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void otherBytesStay_data();
    void otherBytesStay();
    void namesAreWrittenAsInTheList();
    void unionsAreKept();
    void unionsChangeWithTheirParts();
    void unionsAreNoTargets();
    void listsOfOtherKindsStay();
    void sourcesCanBeChosen();
    void whatIsTold();
    void linesOfSeveralImages();
    void writtenAndTakenBack();
    void listsThatChangedAreRefused();
    void nothingIsWrittenWhereOneListCannotBe();
    void listsElsewhere();
    void aMoveThatEndedHalfwayIsTakenBack();
    void twoListsThatAreOneFile();
};

void SplitMoveTest::otherBytesStay_data() {
    QTest::addColumn<QByteArray>("train");
    QTest::addColumn<QByteArray>("val");
    QTest::addColumn<QByteArray>("new_train");
    QTest::addColumn<QByteArray>("new_val");
    const auto row = [](const char* name, const char* train, const char* val, const char* new_train,
                        const char* new_val) {
        QTest::newRow(name) << QByteArray(train) << QByteArray(val) << QByteArray(new_train)
                            << QByteArray(new_val);
    };
    row("plain", "a\nb\nc\n", "d\n", "a\nc\n", "d\nb\n");
    row("CRLF", "a\r\nb\r\nc\r\n", "d\r\n", "a\r\nc\r\n", "d\r\nb\r\n");
    row("CR", "a\rb\rc\r", "d\r", "a\rc\r", "d\rb\r");
    row("mixed", "a\nb\r\nc\n", "d\r\ne\n", "a\nc\n", "d\r\ne\nb\r\n");
    row("no final line end", "a\nc\nb", "d\ne", "a\nc\n", "d\ne\nb");
    row("one line without end", "a\nb", "d", "a\n", "d\nb");
    row("blanks and blank lines", " a  \n\nb\t\n\nc \n\n", "d  \n\n", " a  \n\n\nc \n\n", "d  \n\nb\n");
    row("byte order marks",
        "\xEF\xBB\xBF"
        "b\na\n",
        "\xEF\xBB\xBF"
        "d\n",
        "\xEF\xBB\xBF"
        "a\n",
        "\xEF\xBB\xBF"
        "d\nb\n");
    row("listed twice", "b\na\nb\n", "d\n", "a\n", "d\nb\n");
    row("comments and unknown names", "# mine\na\nzzz\nb\n", "d\nyyy\n", "# mine\na\nzzz\n", "d\nyyy\nb\n");
    row("in both", "a\nb\n", "b\nd\n", "a\n", "b\nd\n");
}

void SplitMoveTest::otherBytesStay() {
    QFETCH(const QByteArray, train);
    QFETCH(const QByteArray, val);
    QFETCH(const QByteArray, new_train);
    QFETCH(const QByteArray, new_val);
    Lists lists;
    lists.write("train", train);
    lists.write("val", val);
    Results results = moved(lists, {1}, "val");
    QCOMPARE(results.contains("train") ? results["train"] : train, new_train);
    QCOMPARE(results.contains("val") ? results["val"] : val, new_val);
}

void SplitMoveTest::namesAreWrittenAsInTheList() {
    Lists lists;
    lists.write("train", "JPEGImages/a.jpg\nJPEGImages/b.jpg\n");
    lists.write("val", "JPEGImages/d.jpg\n");
    lists.write("test", "e\n");
    QCOMPARE(moved(lists, {1}, "val"),
             (Results{{"train", "JPEGImages/a.jpg\n"}, {"val", "JPEGImages/d.jpg\nJPEGImages/b.jpg\n"}}));
    QCOMPARE(moved(lists, {1}, "test"), (Results{{"train", "JPEGImages/a.jpg\n"}, {"test", "e\nb\n"}}));
    // What is in no list is written as the list's others are, where that names its file.
    QCOMPARE(moved(lists, {2}, "val"), (Results{{"val", "JPEGImages/d.jpg\nJPEGImages/c.jpg\n"}}));
    lists.write("val", "JPEGImages/d.png\n");
    QCOMPARE(moved(lists, {2}, "val"), (Results{{"val", "JPEGImages/d.png\nc\n"}}));
    // In a list of ids by its id; an empty list takes names as they come, and else as others have them.
    lists.write("val", "");
    QCOMPARE(moved(lists, {2}, "test"), (Results{{"test", "e\nc\n"}}));
    lists.write("test", "JPEGImages/e.jpg\n");
    QCOMPARE(moved(lists, {0, 2}, "val")["val"], QByteArray("JPEGImages/a.jpg\nJPEGImages/c.jpg\n"));
}

void SplitMoveTest::unionsAreKept() {
    Lists lists;
    lists.write("train", "a\nb\n");
    lists.write("val", "c\nd\n");
    lists.write("trainval", "d\nc\nb\na\n");
    SplitMove move;
    QCOMPARE(moved(lists, {0}, "val", &move), (Results{{"train", "b\n"}, {"val", "c\nd\na\n"}}));
    QCOMPARE(move.images, std::size_t{1});
    QVERIFY(isTold(move, "trainval has exactly the images of train, val, and stays as it is."));
    QCOMPARE(move.changes[0].name, std::string("val"));
    QCOMPARE(move.changes[0].before, (Images{2, 3}));
    QCOMPARE(move.changes[0].after, (Images{2, 3, 0}));
}

void SplitMoveTest::unionsChangeWithTheirParts() {
    Lists lists;
    lists.write("train", "a\nb\n");
    lists.write("val", "c\n");
    lists.write("trainval", "a\r\nb\r\nc\r\n");
    lists.write("test", "d\ne\n");
    lists.write("everything", "a\nb\nc\nd\ne");  // the union of a union and test
    SplitMove move;
    QCOMPARE(moved(lists, {1, 2}, "test", &move),
             (Results{{"train", "a\n"}, {"val", ""}, {"trainval", "a\r\n"}, {"test", "d\ne\nb\nc\n"}}));
    QVERIFY(isTold(move, "trainval has exactly the images of train, val, and changes with them."));
    QVERIFY(isTold(move, "everything has exactly the images of test, train, val, and stays as it is."));
    // An image of no split comes into each.
    QCOMPARE(moved(lists, {5}, "val"), (Results{{"val", "c\nf\n"},
                                                {"trainval", "a\r\nb\r\nc\r\nf\r\n"},
                                                {"everything", "a\nb\nc\nd\ne\nf"}}));
}

void SplitMoveTest::unionsAreNoTargets() {
    Lists lists;
    lists.write("train", "a\nb\n");
    lists.write("val", "c\n");
    lists.write("trainval", "a\nb\nc\n");
    lists.write("test", "d\n");
    const Dataset dataset = lists.folder.read();
    const SplitFiles files = readSplitFiles(dataset);
    const QString message =
        messageOf([&] { plannedMove(dataset, files, {.images = {3}, .to = "trainval", .from = {}}); });
    QVERIFY2(message.contains(QStringLiteral("exactly the images of train, val")), qPrintable(message));
    QVERIFY(messageOf([&] {
                plannedMove(dataset, files, {.images = {3}, .to = "nothing", .from = {}});
            }).contains(QStringLiteral("test, train, trainval, val")));
}

void SplitMoveTest::listsOfOtherKindsStay() {
    Lists lists;
    lists.write("train", "a\nb\nc\n");
    lists.write("val", "d\n");
    lists.write("hard", "a\nd\n");        // of both
    lists.write("mini_train", "a\nb\n");  // of one
    lists.write("cat_train", "a  1\nb -1\nc  1\n");
    SplitMove move;
    QCOMPARE(moved(lists, {0}, "val", &move),
             (Results{{"train", "b\nc\n"}, {"mini_train", "b\n"}, {"val", "d\na\n"}}));
    QVERIFY(isTold(move, "Images that stay in hard, too: 1."));
    QVERIFY(isTold(move, "cat_train"));
    QVERIFY(!isTold(move, "exactly the images"));
}

void SplitMoveTest::sourcesCanBeChosen() {
    Lists lists;
    lists.write("train", "a\nb\n");
    lists.write("val", "c\n");
    lists.write("mini_train", "a\n");
    const Dataset dataset = lists.folder.read();
    const SplitFiles files = readSplitFiles(dataset);
    SplitMoveOptions options{.images = {0}, .to = "val", .from = std::vector<std::string>{"train"}};
    SplitMove move = plannedMove(dataset, files, options);
    QCOMPARE(move.changes.size(), std::size_t{2});
    QVERIFY(isTold(move, "Images that stay in mini_train, too: 1."));
    options.from = std::vector<std::string>{};
    move = plannedMove(dataset, files, options);
    QCOMPARE(move.changes.size(), std::size_t{1});
    QCOMPARE(move.changes[0].result, std::string("c\na\n"));
    QCOMPARE(defaultSources(files, files.named("val"), 6), (Images{0, 1}));  // mini_train, train
}

void SplitMoveTest::whatIsTold() {
    Lists lists;
    lists.write("train", "a\nb\nb\n");
    lists.write("val", "c\n");
    SplitMove move;
    moved(lists, {1, 2, 5}, "val", &move);
    QCOMPARE(move.images, std::size_t{2});
    QVERIFY(isTold(move, "Images that are in val already: 1."));
    QVERIFY(isTold(move, "Images that are in no split so far, and are added: 1."));
    QVERIFY(isTold(move, "Images that train lists more than once: 1."));
    moved(lists, {2}, "val", &move);
    QVERIFY(move.changes.empty());
}

void SplitMoveTest::linesOfSeveralImages() {
    Lists lists;
    lists.write("train", "a, b\nc\n");
    lists.write("val", "d\n");
    QCOMPARE(moved(lists, {2}, "val"), (Results{{"train", "a, b\n"}, {"val", "d\nc\n"}}));
    const QString message = messageOf([&] { moved(lists, {0}, "val"); });
    QVERIFY2(message.contains(QStringLiteral("\"a, b\" names several images")), qPrintable(message));
}

void SplitMoveTest::writtenAndTakenBack() {
    Lists lists;
    lists.write("train", "a\r\nb\r\n");
    lists.write("val", "c");
    const Dataset dataset = lists.folder.read();
    QVERIFY(!lastMove(dataset, lists.backups()));
    SplitMove move;
    moved(lists, {0}, "val", &move);
    const PatchBackup backup = writeMove(dataset, move, lists.backups(), kNow);
    QCOMPARE(lists.bytes("train"), QByteArray("b\r\n"));
    QCOMPARE(lists.bytes("val"), QByteArray("c\na"));
    QCOMPARE(lists.folder.read().splitIndices("val"), (Images{2, 0}));
    QCOMPARE(QDir(lists.path()).entryList(QDir::Files | QDir::Hidden), QStringList({"train.txt", "val.txt"}));
    const auto last = lastMove(dataset, lists.backups());
    QVERIFY(last && last->folder == backup.folder && last->files.size() == 2);
    undoMove(*last, kNow);
    QCOMPARE(lists.bytes("train"), QByteArray("a\r\nb\r\n"));
    QCOMPARE(lists.bytes("val"), QByteArray("c"));
    QVERIFY(!lastMove(dataset, lists.backups()));

    // What was written and then changed is not taken back.
    const PatchBackup again = writeMove(dataset, move, lists.backups(), kNow);
    lists.write("val", "c\na\nf\n");
    QVERIFY(!lastMove(dataset, lists.backups()));
    QVERIFY(messageOf([&] { undoMove(again, kNow); }).contains(QStringLiteral("val.txt")));
    QCOMPARE(lists.bytes("train"), QByteArray("b\r\n"));
}

void SplitMoveTest::listsThatChangedAreRefused() {
    Lists lists;
    lists.write("train", "a\nb\n");
    lists.write("val", "c\n");
    const Dataset dataset = lists.folder.read();
    SplitMove move;
    moved(lists, {0}, "val", &move);
    lists.write("train", "a\nb\nf\n");
    const QString message = messageOf([&] { writeMove(dataset, move, lists.backups(), kNow); });
    QVERIFY2(message.contains(QStringLiteral("train.txt")) &&
                 message.contains(QStringLiteral("changed meanwhile")),
             qPrintable(message));
    QCOMPARE(lists.bytes("val"), QByteArray("c\n"));
    // Nor can a move be worked out from a dataset that was read before.
    QVERIFY(messageOf([&] { readSplitFiles(dataset); }).contains(QStringLiteral("Read the dataset again")));
}

void SplitMoveTest::nothingIsWrittenWhereOneListCannotBe() {
    Lists lists;
    lists.write("train", "a\nb\n");
    lists.write("val", "c\n");
    const Dataset dataset = lists.folder.read();
    SplitMove move;
    moved(lists, {0}, "val", &move);
    const auto refused = [&] { return messageOf([&] { writeMove(dataset, move, lists.backups(), kNow); }); };
    QVERIFY(::chmod(lists.path("train").toLocal8Bit().constData(), 0444) == 0);
    QVERIFY2(refused().contains(QStringLiteral("train.txt")), qPrintable(refused()));
    QVERIFY(::chmod(lists.path("train").toLocal8Bit().constData(), 0644) == 0);
    QVERIFY(::chmod(lists.path().toLocal8Bit().constData(), 0555) == 0);
    const QString message = refused();
    QVERIFY(::chmod(lists.path().toLocal8Bit().constData(), 0755) == 0);
    QVERIFY2(message.contains(QStringLiteral("read-only")), qPrintable(message));
    QCOMPARE(lists.bytes("train"), QByteArray("a\nb\n"));
    QCOMPARE(lists.bytes("val"), QByteArray("c\n"));
    QVERIFY(!fs::exists(lists.backups()));
    writeMove(dataset, move, lists.backups(), kNow);
    QCOMPARE(lists.bytes("val"), QByteArray("c\na\n"));
}

void SplitMoveTest::listsElsewhere() {
    Lists lists;  // none
    const SplitFiles none = readSplitFiles(lists.folder.read());
    QVERIFY(!none.obstacle.empty() && none.lists.empty());
    lists.folder.write("splits/train.TXT", "a\nb\n");
    lists.folder.write("splits/val.txt", "c\n");
    const Dataset dataset = lists.folder.read();
    const SplitFiles files = readSplitFiles(dataset);
    QVERIFY(files.obstacle.empty());
    const SplitMove move = plannedMove(dataset, files, {.images = {0}, .to = "val", .from = {}});
    QCOMPARE(move.changes.size(), std::size_t{2});
    QCOMPARE(move.changes[1].file.filename(), fs::path("train.TXT"));
}

void SplitMoveTest::aMoveThatEndedHalfwayIsTakenBack() {
    Lists lists;
    lists.write("train", "a\nb\nc\n");
    lists.write("val", "d\n");
    const Dataset dataset = lists.folder.read();
    const auto move = [&](std::size_t image) {
        const Dataset now = lists.folder.read();
        return writeMove(now,
                         plannedMove(now, readSplitFiles(now), {.images = {image}, .to = "val", .from = {}}),
                         lists.backups(), kNow);
    };
    move(0);
    QCOMPARE(lists.bytes("val"), QByteArray("d\na\n"));
    // The second one was killed between its two lists: the one that the image goes to is written first.
    move(1);
    lists.write("train", "b\nc\n");
    const auto halfway = lastMove(dataset, lists.backups());
    QVERIFY(halfway);
    undoMove(*halfway, kNow);
    QCOMPARE(lists.bytes("train"), QByteArray("b\nc\n"));
    QCOMPARE(lists.bytes("val"), QByteArray("d\na\n"));
    // A third one that wrote nothing does not stand in the way of the first.
    move(2);
    lists.write("train", "b\nc\n");
    lists.write("val", "d\na\n");
    const auto first = lastMove(dataset, lists.backups());
    QVERIFY(first);
    undoMove(*first, kNow);
    QCOMPARE(lists.bytes("train"), QByteArray("a\nb\nc\n"));
    QCOMPARE(lists.bytes("val"), QByteArray("d\n"));
    QVERIFY(!lastMove(dataset, lists.backups()));
}

void SplitMoveTest::twoListsThatAreOneFile() {
    Lists lists;
    lists.write("train", "a\nb\n");
    lists.write("test", "c\n");
    QVERIFY(QFile::link(QStringLiteral("test.txt"), lists.path("val")));
    const SplitFiles files = readSplitFiles(lists.folder.read());
    QVERIFY2(files.obstacle.text().find("one file") != std::string::npos, files.obstacle.text().c_str());
}

QTEST_GUILESS_MAIN(SplitMoveTest)
#include "split_move_test.moc"

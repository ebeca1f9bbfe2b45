// Folders that are broken in over a hundred ways: each with its findings, and none hides the rest.
#include <QDir>
#include <QFile>
#include <QTest>
#include <algorithm>
#include <functional>
#include <map>

#include "core/dataset/check_dataset.hpp"
#include "tests/support/annotation_folder.hpp"

using namespace priorscope;
using namespace priorscope::fixture;

namespace {

constexpr int kLeftOut = -1;

const QByteArray kSize = size(100, 50);
const QByteArray kCat = object("cat", "10 10 60 40");

/// An annotation file whose image, of 100 × 50 px, is there and sound.
struct BrokenFile {
    const char* name;
    QByteArray bytes;      ///< "@" stands for the image's id
    const char* findings;  ///< kinds, sorted, with a comma between them
    int objects;           ///< that are read; kLeftOut: the image is not
};

QByteArray file(const QByteArray& body) {
    return "<annotation>\n<filename>@.jpg</filename>\n" + body + "</annotation>\n";
}

QByteArray boxed(const QByteArray& corners) {
    return file(kSize + kCat + object("cat", corners));
}

QByteArray utf16(const QByteArray& text) {
    QByteArray bytes = QByteArray::fromHex("fffe");
    for (const char c : text) {
        bytes += c;
        bytes += '\0';
    }
    return bytes;
}

const QByteArray kNested = [] {
    QByteArray text;
    for (int i = 0; i < 5000; ++i) {
        text += "<a>";
    }
    for (int i = 0; i < 5000; ++i) {
        text += "</a>";
    }
    return text;
}();

// What each is by the definitions in issue_kind.hpp.
const std::vector<BrokenFile> kFiles{
    // Files that are no annotations.
    {"empty", "", "cut-off", kLeftOut},
    {"blank", " \n\n", "cut-off", kLeftOut},
    {"only a BOM", "\xef\xbb\xbf", "cut-off", kLeftOut},
    {"only a declaration", "<?xml version=\"1.0\"?>\n", "cut-off", kLeftOut},
    {"half", file(kSize + kCat).left(120), "cut-off", kLeftOut},
    {"without its last tag", file(kSize + kCat).chopped(14), "cut-off", kLeftOut},
    {"tags crossed", file(kSize + "<object><name>cat</object></name>\n"), "cut-off", kLeftOut},
    {"json", "{\"shapes\": []}", "cut-off", kLeftOut},
    {"zeros", QByteArray(200, '\0'), "cut-off", kLeftOut},
    {"a jpeg", QByteArray::fromHex("ffd8ffe000104a46494600010101"), "cut-off, encoding", kLeftOut},
    {"a web page", "<!DOCTYPE html><html><body><p>404</p></body></html>", "cut-off", kLeftOut},
    {"another root", "<data><x>1</x></data>", "cut-off", kLeftOut},
    {"an attribute without quotes", "<annotation a=1>" + kSize + kCat + "</annotation>", "cut-off", kLeftOut},
    // Text.
    {"latin-1 undeclared",
     file(kSize + object("Stra\xdf"
                         "e",
                         "10 10 60 40")),
     "encoding", 1},
    {"says UTF-8, is latin-1",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + file(kSize + object("Stra\xdf"
                                                                        "e",
                                                                        "10 10 60 40")),
     "encoding", 1},
    {"utf-16", utf16("<annotation>" + kSize + kCat + "</annotation>"), "", 1},
    {"utf-16 without BOM", utf16("<annotation>" + kSize + kCat + "</annotation>").mid(2), "", 1},
    // <size>.
    {"no size", file(kCat), "no-size", 1},
    {"size zero", file(size(0, 0) + kCat), "no-size", 1},
    {"size negative", file(size(-100, 50) + kCat), "no-size", 1},
    {"size is text", file("<size><width>wide</width><height>50</height></size>" + kCat), "no-size", 1},
    {"size without height", file("<size><width>100</width></size>" + kCat), "no-size", 1},
    {"size swapped", file(size(50, 100) + kCat), "wrong-size", 1},
    {"size doubled", file(size(200, 100) + object("cat", "20 20 120 80")), "wrong-size", 1},
    // Boxes.
    {"right of the image", boxed("90 10 110 40"), "outside", 2},
    {"below the image", boxed("10 10 40 60"), "outside", 2},
    {"begins at zero", boxed("0 0 40 40"), "outside", 2},
    {"negative", boxed("-20 10 40 40"), "outside", 2},
    {"wholly outside", boxed("200 200 240 240"), "outside", 2},
    {"inverted in x", boxed("60 10 10 40"), "empty-box", 1},
    {"inverted in y", boxed("10 40 60 10"), "empty-box", 1},
    {"inverted in both", boxed("60 40 10 10"), "empty-box", 1},
    {"a point", boxed("30 30 30 30"), "tiny-box", 2},
    {"a line", boxed("30 10 30 40"), "tiny-box", 2},
    {"two pixels wide", boxed("30 10 31 40"), "tiny-box", 2},
    {"not a number", boxed("nan 10 60 40"), "empty-box", 1},
    {"infinite", boxed("10 10 inf 40"), "empty-box", 1},
    {"beyond any number", boxed("10 10 1e400 40"), "empty-box", 1},
    {"text for a corner", boxed("left 10 60 40"), "empty-box", 1},
    {"an empty corner", boxed("10 10  40"), "empty-box", 1},
    {"fractions", boxed("0.1 0.2 0.6 0.8"), "box-in-fractions", 1},
    {"a decimal comma", boxed("10,5 10 60 40"), "decimal-comma", 2},
    {"no corner ymax",
     file(kSize + kCat +
          "<object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax></bndbox></object>"),
     "empty-box", 1},
    {"no box", file(kSize + kCat + "<object><name>cat</name></object>"), "empty-box", 1},
    {"an empty box", file(kSize + kCat + "<object><name>cat</name><bndbox/></object>"), "empty-box", 1},
    {"only a polygon",
     file(kSize + kCat +
          "<object><name>cat</name><polygon><x1>1</x1><y1>2</y1><x2>30</x2><y2>2</y2><x3>9</x3><y3>40</y3>"
          "</polygon></object>"),
     "empty-box", 1},
    {"a rotated box",
     file(kSize + kCat +
          "<object><name>cat</name><robndbox><cx>30</cx><cy>20</cy><w>20</w><h>10</h><angle>0.5</angle>"
          "</robndbox></object>"),
     "empty-box", 1},
    {"two boxes in one object",
     file(
         kSize +
         "<object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>"
         "<bndbox><xmin>50</xmin><ymin>2</ymin><xmax>80</xmax><ymax>40</ymax></bndbox></object>"),
     "several-boxes", 2},
    // Objects that are alike are read; check tells of them as duplicate boxes.
    {"the same object twice", file(kSize + kCat + kCat), "", 2},
    {"the annotation twice", file(kSize + kCat) + file(kSize + kCat), "repeated-object", 1},
    // Names.
    {"no name",
     file(kSize + kCat +
          "<object><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax>"
          "</bndbox></object>"),
     "no-name", 1},
    {"a blank name", file(kSize + kCat + object(" \t ", "1 2 30 40")), "no-name", 1},
    {"an empty name", file(kSize + kCat + object("", "1 2 30 40")), "no-name", 1},
    // Elements.
    {"objects in a container", file(kSize + "<objects>" + kCat + "</objects>"), "", 1},
    // <filename>.
    {"names nothing that is there",
     "<annotation><filename>IMG_0001.jpg</filename>" + kSize + kCat + "</annotation>", "missing-image", 1},
    {"names %s", "<annotation><filename>%s</filename>" + kSize + kCat + "</annotation>", "missing-image", 1},
    // Several at once in one file: each is told.
    {"three faults", file(kCat + object("cat", "60 10 10 40") + object("", "1 2 30 40")),
     "empty-box, no-name, no-size", 1},
    {"outside and tiny", file(kSize + object("cat", "90 10 110 40") + object("cat", "3 3 3 3") + kCat + kCat),
     "outside, tiny-box", 4},
    // Odd, and sound: nothing is told.
    {"no objects", file(kSize), "", 0},
    {"upper-case root", "<Annotation>" + kSize + kCat + "</Annotation>", "", 1},
    {"no filename", "<annotation>" + kSize + kCat + "</annotation>", "", 1},
    {"an empty filename", "<annotation><filename/>" + kSize + kCat + "</annotation>", "", 1},
    {"a Windows path", "<annotation><filename>C:\\data\\@.jpg</filename>" + kSize + kCat + "</annotation>",
     "", 1},
    {"blanks around numbers", boxed("\n1\n 2\t \t30 40"), "", 2},
    {"decimals", boxed("1.25 2.5 30.75 40.0"), "", 2},
    {"difficult is empty", file(kSize + object("cat", "1 2 30 40", "<difficult/>")), "", 1},
    {"unknown elements", file(kSize + "<weather>rain</weather>" + kCat), "", 1},
    {"a comment within", file(kSize + "<!-- <object> -->" + kCat), "", 1},
    {"an entity", file(kSize + object("a &amp; b", "1 2 30 40")), "", 1},
    {"deeply nested", file(kSize + kNested + kCat), "", 1},
};

/// A folder of four images with one cat each, the splits train (one, two) and val (three, four), and one
/// harm.
struct BrokenFolder {
    const char* name;
    std::function<void(AnnotationFolder&)> harm;
    const char* findings;
    int images = 4;
    int objects = 4;
};

void list(AnnotationFolder& folder, const char* split, const QByteArray& bytes) {
    folder.write(QStringLiteral("ImageSets/Main/%1.txt").arg(QLatin1String(split)), bytes);
}

void removeAt(AnnotationFolder& folder, const char* name) {
    QVERIFY(QFile::remove(QString::fromStdString(folder.path(QLatin1String(name)))));
}

void linkTo(AnnotationFolder& folder, const char* target, const char* name) {
    QVERIFY(QFile::link(QLatin1String(target), QString::fromStdString(folder.path(QLatin1String(name)))));
}

void makeFolder(AnnotationFolder& folder, const char* name) {
    QVERIFY(QDir().mkpath(QString::fromStdString(folder.path(QLatin1String(name)))));
}

const std::vector<BrokenFolder> kFolders{
    // Images.
    {"an image is gone", [](auto& f) { removeAt(f, "JPEGImages/three.jpg"); }, "missing-image"},
    {"all images are gone",
     [](auto& f) {
         for (const char* name : {"one", "two", "three", "four"}) {
             removeAt(f, qPrintable(QStringLiteral("JPEGImages/%1.jpg").arg(QLatin1String(name))));
         }
     },
     "missing-image, missing-image, missing-image, missing-image"},
    {"an empty image", [](auto& f) { f.write("JPEGImages/three.jpg", ""); }, "bad-image"},
    {"an image that is text", [](auto& f) { f.write("JPEGImages/three.jpg", "404 not found\n"); },
     "bad-image"},
    {"an image of zeros", [](auto& f) { f.write("JPEGImages/three.jpg", QByteArray(500, '\0')); },
     "bad-image"},
    {"a head without an image",
     [](auto& f) { f.write("JPEGImages/three.jpg", QByteArray::fromHex("ffd8ffe000104a464946000101")); },
     "bad-image"},
    {"a folder in place of an image",
     [](auto& f) {
         removeAt(f, "JPEGImages/three.jpg");
         makeFolder(f, "JPEGImages/three.jpg");
     },
     "missing-image"},
    {"a link to nothing",
     [](auto& f) {
         removeAt(f, "JPEGImages/three.jpg");
         linkTo(f, "/nonexistent/three.jpg", "JPEGImages/three.jpg");
     },
     "missing-image"},
    {"two images of one name",
     [](auto& f) {
         f.image("JPEGImages/three.png");
         f.xml("three", kSize + kCat);
     },
     "ambiguous-image"},
    {"an image without annotation", [](auto& f) { f.image("JPEGImages/five.jpg"); }, "missing-annotation"},
    {"a larger image", [](auto& f) { f.image("JPEGImages/three.jpg", 200, 50); }, "wrong-size"},
    {"a turned image that fits neither", [](auto& f) { f.turnedImage("JPEGImages/three.jpg", 70, 30, 6); },
     "orientation, wrong-size"},
    // Annotations.
    {"an annotation is gone", [](auto& f) { removeAt(f, "Annotations/three.xml"); }, "missing-annotation", 3,
     3},
    {"an annotation is a folder",
     [](auto& f) {
         removeAt(f, "Annotations/three.xml");
         makeFolder(f, "Annotations/three.xml");
     },
     "missing-annotation", 3, 3},
    {"two annotations claim an image",
     [](auto& f) {
         for (const char* id : {"three", "four"}) {
             f.write(QStringLiteral("Annotations/%1.xml").arg(QLatin1String(id)),
                     "<annotation><filename>shared.jpg</filename>" + kSize + kCat + "</annotation>");
             removeAt(f, qPrintable(QStringLiteral("JPEGImages/%1.jpg").arg(QLatin1String(id))));
         }
         f.image("JPEGImages/shared.jpg");
     },
     "shared-image, shared-image"},
    {"all name one image",
     [](auto& f) {
         for (const char* id : {"one", "two", "three", "four"}) {
             f.write(QStringLiteral("Annotations/%1.xml").arg(QLatin1String(id)),
                     "<annotation><filename>one.jpg</filename>" + kSize + kCat + "</annotation>");
         }
     },
     "wrong-name, wrong-name, wrong-name"},
    {"what macOS leaves", [](auto& f) { f.write("Annotations/._three.xml", QByteArray(80, '\1')); }, ""},
    {"what an editor leaves", [](auto& f) { f.write("Annotations/three.xml~", "<anno"); }, ""},
    {"what Windows leaves", [](auto& f) { f.write("JPEGImages/Thumbs.db", "x"); }, ""},
    // Class names.
    {"a name in another case", [](auto& f) { f.xml("three", kSize + object("Cat", "10 10 60 40")); },
     "near-class"},
    {"a plural", [](auto& f) { f.xml("three", kSize + object("cats", "10 10 60 40")); }, "near-class"},
    {"a slip in a long name",
     [](auto& f) {
         for (const char* id : {"one", "two"}) {
             f.xml(QLatin1String(id), kSize + object("motorbike", "10 10 60 40"));
         }
         f.xml("three", kSize + object("motobrike", "10 10 60 40"));
     },
     "near-class"},
    {"a look-alike letter", [](auto& f) { f.xml("three", kSize + object("c\xd0\xb0t", "10 10 60 40")); },
     "near-class"},
    {"a class called background",
     [](auto& f) { f.xml("three", kSize + object("background", "10 10 60 40")); }, "background-class"},
    {"a class called __background__",
     [](auto& f) { f.xml("three", kSize + object("__background__", "10 10 60 40")); }, "background-class"},
    // Splits.
    {"a list names what is not there", [](auto& f) { list(f, "train", "one\ntwo\nninety\n"); },
     "missing-annotation"},
    {"a list names an image twice", [](auto& f) { list(f, "train", "one\ntwo\ntwo\n"); }, "repeated-id"},
    {"train and val share an image", [](auto& f) { list(f, "val", "two\nthree\nfour\n"); }, "split-overlap"},
    {"train is val", [](auto& f) { list(f, "val", "one\ntwo\n"); }, "split-overlap"},
    {"a list of numbers", [](auto& f) { list(f, "notes", "0.5 0.25\n0.1 0.9\n"); }, "bad-list"},
    {"a list that is a picture",
     [](auto& f) { list(f, "notes", QByteArray::fromHex("89504e470d0a1a0a0000000d49484452")); }, "bad-list"},
    {"a list with Windows ends", [](auto& f) { list(f, "train", "one\r\ntwo\r\n"); }, ""},
    {"a list with endings", [](auto& f) { list(f, "train", "one.jpg\ntwo.jpg\n"); }, ""},
    {"a list with paths", [](auto& f) { list(f, "train", "JPEGImages/one.jpg\nJPEGImages/two.jpg\n"); }, ""},
    {"a list with a BOM", [](auto& f) { list(f, "train", "\xef\xbb\xbfone\ntwo\n"); }, ""},
    {"a list in UTF-16", [](auto& f) { list(f, "train", utf16("one\ntwo\n")); }, ""},
    {"a list with blank lines", [](auto& f) { list(f, "train", "\none\n\n\ntwo\n\n"); }, ""},
    {"a list of a class", [](auto& f) { list(f, "cat_train", "one  1\ntwo -1\n"); }, ""},
};

std::string joined(std::vector<std::string> kinds) {
    std::sort(kinds.begin(), kinds.end());
    std::string text;
    for (const std::string& kind : kinds) {
        text += (text.empty() ? "" : ", ") + kind;
    }
    return text;
}

QString idOf(std::size_t number) {
    return QStringLiteral("x%1").arg(number, 3, 10, QLatin1Char('0'));
}

void addFile(AnnotationFolder& folder, std::size_t number) {
    const QString id = idOf(number);
    QByteArray bytes = kFiles[number].bytes;
    folder.write("Annotations/" + id + ".xml", bytes.replace("@", id.toLatin1()));
    folder.image("JPEGImages/" + id + ".jpg");
}

/// Sound ones, so that a class or a size is not alone.
void addSound(AnnotationFolder& folder) {
    for (const char* id : {"one", "two", "three", "four"}) {
        const QString name = QLatin1String(id);
        folder.write("Annotations/" + name + ".xml", "<annotation><filename>" + QByteArray(id) +
                                                         ".jpg</filename>" + kSize + kCat + "</annotation>");
        folder.image("JPEGImages/" + name + ".jpg");
    }
}

int objectsOf(const Dataset& dataset, const std::string& id) {
    const auto found = std::find_if(dataset.images.begin(), dataset.images.end(),
                                    [&](const ImageRow& image) { return image.id == id; });
    return found == dataset.images.end() ? kLeftOut : static_cast<int>(found->objects.size());
}

/// Findings by the file that they name, its folder and ending apart.
std::map<std::string, std::vector<std::string>> byFile(const std::vector<DatasetIssue>& issues) {
    std::map<std::string, std::vector<std::string>> kinds;
    for (const DatasetIssue& issue : issues) {
        kinds[issue.file.stem().string()].emplace_back(issueKindName(issue.kind));
    }
    return kinds;
}

}  // namespace

class BrokenFoldersTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void thereAreOverAHundred() { QVERIFY(kFiles.size() + kFolders.size() >= 100); }
    void files_data();
    void files();
    void allFilesTogether();
    void folders_data();
    void folders();
};

void BrokenFoldersTest::files_data() {
    QTest::addColumn<int>("number");
    for (std::size_t i = 0; i < kFiles.size(); ++i) {
        QTest::newRow(kFiles[i].name) << static_cast<int>(i);
    }
}

void BrokenFoldersTest::files() {
    QFETCH(const int, number);
    const auto at = static_cast<std::size_t>(number);
    AnnotationFolder folder;
    addSound(folder);
    addFile(folder, at);
    const Dataset dataset = folder.read();
    for (const DatasetIssue& issue : dataset.issues) {
        QCOMPARE(issue.file.stem().string(), idOf(at).toStdString());
        QVERIFY(!issue.detail.text().empty());
    }
    QCOMPARE(QString::fromStdString(joined(kinds(dataset))), QString::fromLatin1(kFiles[at].findings));
    QCOMPARE(objectsOf(dataset, idOf(at).toStdString()), kFiles[at].objects);
    QCOMPARE(objectsOf(dataset, "three"), 1);
}

void BrokenFoldersTest::allFilesTogether() {
    AnnotationFolder folder;
    addSound(folder);
    for (std::size_t i = 0; i < kFiles.size(); ++i) {
        addFile(folder, i);
    }
    const Dataset dataset = folder.read();
    const auto found = byFile(dataset.issues);
    for (std::size_t i = 0; i < kFiles.size(); ++i) {
        const std::string id = idOf(i).toStdString();
        const auto of_file = found.find(id);
        const std::string text = of_file == found.end() ? std::string() : joined(of_file->second);
        QVERIFY2(text == kFiles[i].findings,
                 qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(kFiles[i].name),
                                                         QString::fromStdString(text))));
        QCOMPARE(objectsOf(dataset, id), kFiles[i].objects);
    }
}

void BrokenFoldersTest::folders_data() {
    QTest::addColumn<int>("number");
    for (std::size_t i = 0; i < kFolders.size(); ++i) {
        QTest::newRow(kFolders[i].name) << static_cast<int>(i);
    }
}

void BrokenFoldersTest::folders() {
    QFETCH(const int, number);
    const BrokenFolder& broken = kFolders[static_cast<std::size_t>(number)];
    AnnotationFolder folder;
    addSound(folder);
    list(folder, "train", "one\ntwo\n");
    list(folder, "val", "three\nfour\n");
    broken.harm(folder);
    const Dataset dataset = folder.read();
    QCOMPARE(QString::fromStdString(joined(kinds(dataset))), QString::fromLatin1(broken.findings));
    QCOMPARE(static_cast<int>(dataset.images.size()), broken.images);
    QCOMPARE(static_cast<int>(dataset.images.objects().size()), broken.objects);
    for (const char* split : {"train", "val"}) {
        QVERIFY(dataset.splits.contains(split));
    }
}

QTEST_GUILESS_MAIN(BrokenFoldersTest)
#include "broken_folders_test.moc"

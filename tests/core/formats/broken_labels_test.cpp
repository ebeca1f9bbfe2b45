// Folders whose files can all be read and whose labels, pictures or splits are broken: each with the findings
// of a full check, and none hides the rest.
#include <QColor>
#include <QFile>
#include <QImage>
#include <QRandomGenerator>
#include <QTest>
#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "core/dataset/check_dataset.hpp"
#include "tests/support/annotation_folder.hpp"

using namespace priorscope;
using namespace priorscope::fixture;

namespace {

const QByteArray kSize = size(200, 100);
const QByteArray kPair = object("cat", "10 10 60 60") + object("dog", "110 20 160 90");

QString fileOf(const AnnotationFolder& folder, const char* name) {
    return QString::fromStdString(folder.path(QStringLiteral("JPEGImages/%1.jpg").arg(QLatin1String(name))));
}

/// Blocks of grey, others for each seed: no picture is like another.
QImage picture(quint32 seed, int width = 200, int height = 100) {
    QRandomGenerator random(seed);
    QImage blocks(8, 4, QImage::Format_RGB32);
    for (int y = 0; y < blocks.height(); ++y) {
        for (int x = 0; x < blocks.width(); ++x) {
            const int red = random.bounded(256);
            blocks.setPixelColor(x, y, QColor(red, random.bounded(256), random.bounded(256)));
        }
    }
    return blocks.scaled(width, height, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

void put(const AnnotationFolder& folder, const char* name, const QImage& image, const char* format = "JPEG") {
    QVERIFY(image.save(fileOf(folder, name), format, 90));
}

void list(AnnotationFolder& folder, const char* split, const QByteArray& bytes) {
    folder.write(QStringLiteral("ImageSets/Main/%1.txt").arg(QLatin1String(split)), bytes);
}

/// A folder of six images with a cat and a dog each, the splits train (a, b, c) and val (d, e, f), and one
/// harm.
struct BrokenLabels {
    const char* name;
    std::function<void(AnnotationFolder&)> harm;
    std::vector<std::string> findings;
};

const std::vector<BrokenLabels> kBroken{
    // Objects.
    {"two boxes in one place",
     [](auto& f) { f.xml("a", kSize + kPair + object("cat", "10 10 60 60")); },
     {"duplicate-box"}},
    {"nearly in one place",
     [](auto& f) { f.xml("a", kSize + kPair + object("cat", "10 10 61 60")); },
     {"duplicate-box"}},
    {"three boxes in one place",
     [](auto& f) { f.xml("a", kSize + kPair + object("cat", "10 10 60 60") + object("cat", "10 10 60 60")); },
     {"duplicate-box", "duplicate-box", "duplicate-box"}},
    {"two classes in one place",
     [](auto& f) { f.xml("a", kSize + kPair + object("dog", "10 10 60 60")); },
     {"two-classes"}},
    {"a sliver", [](auto& f) { f.xml("a", kSize + kPair + object("cat", "1 91 200 99")); }, {"sliver"}},
    {"an upright sliver",
     [](auto& f) { f.xml("a", kSize + kPair + object("cat", "90 1 97 100")); },
     {"sliver", "small-object"}},
    {"small at the input",  // 20 of 200 px are 10 of 100, and 7 of 100 are 7
     [](auto& f) { f.xml("a", kSize + kPair + object("cat", "70 10 89 16")); },
     {"small-object"}},
    {"a sliver that is small, too",
     [](auto& f) { f.xml("a", kSize + kPair + object("cat", "1 96 200 99")); },
     {"sliver", "small-object"}},
    {"a box beyond the image, and another in its place",
     [](auto& f) {
         f.xml("a", kSize + kPair + object("cat", "170 10 220 60") + object("cat", "170 10 210 60"));
     },
     {"duplicate-box", "outside", "outside"}},
    // Pictures.
    {"the end is missing",
     [](auto& f) {
         QFile file(fileOf(f, "a"));
         QVERIFY(file.resize(file.size() * 2 / 3));
     },
     {"bad-image"}},
    {"damaged in the middle",
     [](auto& f) {
         QFile file(fileOf(f, "a"));
         QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2) &&
                 file.write(QByteArray("\xFF\xD9 this is no picture", 22)) == 22);
     },
     {"bad-image"}},
    {"grey, and said to be coloured",
     [](auto& f) { put(f, "a", picture(1).convertToFormat(QImage::Format_Grayscale8)); },
     {"channels"}},
    {"a PNG with transparency",
     [](auto& f) {
         QImage image = picture(1).convertToFormat(QImage::Format_ARGB32);
         image.setPixelColor(3, 3, QColor(9, 9, 9, 100));
         put(f, "a", image, "PNG");
     },
     {"channels"}},
    // Splits.
    {"a copy in the other split",
     [](auto& f) { QVERIFY(QFile::remove(fileOf(f, "d")) && QFile::copy(fileOf(f, "a"), fileOf(f, "d"))); },
     {"near-duplicate"}},
    {"encoded again",
     [](auto& f) { QVERIFY(picture(1).save(fileOf(f, "d"), "JPEG", 40)); },
     {"near-duplicate"}},
    {"brighter",
     [](auto& f) {
         QImage image = picture(1);
         for (int y = 0; y < image.height(); ++y) {
             for (int x = 0; x < image.width(); ++x) {
                 image.setPixelColor(x, y, image.pixelColor(x, y).lighter(115));
             }
         }
         put(f, "d", image);
     },
     {"near-duplicate"}},
    {"mirrored", [](auto& f) { put(f, "d", picture(1).mirrored(true, false)); }, {"near-duplicate"}},
    {"smaller",
     [](auto& f) {
         put(f, "d", picture(1).scaled(100, 50, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
         f.xml("d", size(100, 50) + object("cat", "10 10 60 40") + object("dog", "70 10 95 45"));
     },
     {"near-duplicate"}},
    {"one image in both lists", [](auto& f) { list(f, "val", "c\nd\ne\nf\n"); }, {"split-overlap"}},
    {"a class that val lacks",
     [](auto& f) {
         for (const char* id : {"d", "e", "f"}) {
             f.xml(QLatin1String(id), kSize + object("cat", "10 10 60 60"));
         }
     },
     {"class-missing"}},
    {"a class that is difficult in all of val",
     [](auto& f) {
         for (const char* id : {"d", "e", "f"}) {
             f.xml(QLatin1String(id), kSize + object("cat", "10 10 60 60") +
                                          object("dog", "110 20 160 90", "<difficult>1</difficult>"));
         }
     },
     {"class-missing"}},
    {"a class that val has once",
     [](auto& f) {
         for (const char* id : {"d", "e"}) {
             f.xml(QLatin1String(id), kSize + object("cat", "10 10 60 60"));
         }
     },
     {"class-once"}},
    {"an image in no list", [](auto& f) { list(f, "val", "d\ne\n"); }, {"unlisted-image"}},
    {"a class of one object",
     [](auto& f) { f.xml("a", kSize + kPair + object("bird", "70 10 100 60")); },
     {"class-missing", "class-once"}},
    // Several at once: each is told.
    {"much of it",
     [](auto& f) {
         f.xml("a", kSize + kPair + object("cat", "10 10 60 60") + object("dog", "110 20 160 89"));
         f.xml("b", kSize + kPair + object("cat", "1 91 200 99"));
         QVERIFY(QFile::remove(fileOf(f, "d")) && QFile::copy(fileOf(f, "c"), fileOf(f, "d")));
         put(f, "e", picture(5).convertToFormat(QImage::Format_Grayscale8));
         QFile file(fileOf(f, "f"));
         QVERIFY(file.resize(file.size() / 2));
         list(f, "val", "d\ne\n");
     },
     {"bad-image", "channels", "duplicate-box", "duplicate-box", "near-duplicate", "sliver",
      "unlisted-image"}},
};

AnnotationFolder sound() {
    AnnotationFolder folder;
    quint32 seed = 0;
    for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
        folder.xml(QLatin1String(id), kSize + kPair);
        folder.image(QStringLiteral("JPEGImages/%1.jpg").arg(QLatin1String(id)));  // makes the folder
        put(folder, id, picture(++seed));
    }
    list(folder, "train", "a\nb\nc\n");
    list(folder, "val", "d\ne\nf\n");
    return folder;
}

std::vector<std::string> kindsFound(const AnnotationFolder& folder) {
    const auto check = checkEverything(folder.read(), {.input_size = 100});
    std::vector<std::string> kinds;
    for (const DatasetIssue& issue : check.value().issues) {
        kinds.emplace_back(issueKindName(issue.kind));
    }
    std::sort(kinds.begin(), kinds.end());
    return kinds;
}

std::string text(const std::vector<std::string>& kinds) {
    std::string joined;
    for (const std::string& kind : kinds) {
        joined += (joined.empty() ? "" : ", ") + kind;
    }
    return joined;
}

}  // namespace

class BrokenLabelsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theSoundOneHasNone() { QCOMPARE(text(kindsFound(sound())), std::string()); }
    void folders_data() {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < kBroken.size(); ++i) {
            QTest::newRow(kBroken[i].name) << static_cast<int>(i);
        }
    }
    void folders() {
        QFETCH(const int, number);
        const BrokenLabels& broken = kBroken[static_cast<std::size_t>(number)];
        AnnotationFolder folder = sound();
        broken.harm(folder);
        QCOMPARE(text(kindsFound(folder)), text(broken.findings));
    }
};

QTEST_GUILESS_MAIN(BrokenLabelsTest)
#include "broken_labels_test.moc"

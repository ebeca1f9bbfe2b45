// The readers of annotations, lists and class names on damaged files: each file is read or has a
// finding, nothing crashes, and all resulting text is UTF-8. PRIORSCOPE_FUZZ_FILES sets the number of
// annotations.
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/base/error.hpp"
#include "core/base/random.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/class_list.hpp"
#include "core/formats/voc/annotation_edit.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/image/image.hpp"

using namespace priorscope;

namespace {

namespace fs = std::filesystem;

const std::string kObject =
    "<object><name>c\xC3\xA2"
    "ble</name><pose>Left</pose><truncated>1</truncated><difficult>0</difficult><bndbox><xmin>11</xmin>"
    "<ymin>21.5</ymin><xmax>60</xmax><ymax>70</ymax></bndbox></object>\n";
const std::string kAnnotation =
    "<annotation>\n<folder>x</folder><filename>a.jpg</filename>\n<size><width>200</width><height>160</height>"
    "<depth>3</depth></size>\n" +
    kObject + kObject + "</annotation>\n";

const std::array<std::string, 24> kPieces{"<",
                                          ">",
                                          "&",
                                          "&#xD800;",
                                          "&#0;",
                                          "<![CDATA[",
                                          "]]>",
                                          "<!--",
                                          "-->",
                                          "<?xml version='1.0' encoding='gb2312'?>",
                                          "<?xml version='1.0' encoding='utf-16'?>",
                                          "<!DOCTYPE a [<!ENTITY b 'c'>]>",
                                          "\xFF\xFE",
                                          "\xEF\xBB\xBF",
                                          "\xB0\xB2\xC8\xAB",
                                          "\xDF",
                                          std::string("\0", 1),
                                          "<object>",
                                          "</annotation><annotation>",
                                          "-1e308",
                                          "nan",
                                          "1,5",
                                          "<bndbox><xmin>1</xmin></bndbox>",
                                          "../../../../etc/passwd"};

std::string mutated(std::string text, SplitMix64& random) {
    const int changes = random.whole(1, 2);
    for (int i = 0; i < changes && !text.empty(); ++i) {
        const auto at = static_cast<std::size_t>(random.whole(0, static_cast<int>(text.size()) - 1));
        const auto length = static_cast<std::size_t>(random.whole(1, 60));
        const auto piece = static_cast<std::size_t>(random.whole(0, static_cast<int>(kPieces.size()) - 1));
        switch (random.whole(0, 6)) {
            case 0:
                text[at] = static_cast<char>(random.whole(0, 255));
                break;
            case 1:
                text.erase(at, length);
                break;
            case 2:
                text.resize(at);
                break;
            case 3:
                text.insert(at, text.substr(at, length));
                break;
            case 4:
                text = kPieces[piece] + text;
                break;
            case 5: {  // UTF-16 of it
                std::string wide = random.chance(0.5) ? "\xFF\xFE" : "";
                for (const char c : text) {
                    wide += c;
                    wide += '\0';
                }
                text = wide;
                break;
            }
            default:
                text.insert(at, kPieces[piece]);
        }
    }
    return text;
}

void write(const fs::path& file, const std::string& bytes) {
    std::ofstream out(file, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    QVERIFY(out.flush().good());
}

}  // namespace

class AnnotationFuzz : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void annotations() {
        const int count = qEnvironmentVariableIsSet("PRIORSCOPE_FUZZ_FILES")
                              ? qEnvironmentVariableIntValue("PRIORSCOPE_FUZZ_FILES")
                              : 1500;
        QTemporaryDir temporary;
        const fs::path root(temporary.path().toStdString());
        fs::create_directories(root / "Annotations");
        fs::create_directories(root / "JPEGImages");
        Image pixels{.width = 200, .height = 160, .rgb = {}};
        pixels.rgb.resize(std::size_t{3} * 200 * 160, 90);
        writeJpeg(pixels, root / "JPEGImages/a.jpg");
        SplitMix64 random(20250101);
        for (int i = 0; i < count; ++i) {
            write(root / "Annotations" / (std::to_string(100000 + i) + ".xml"), mutated(kAnnotation, random));
        }
        const Dataset dataset = *readVocDataset(root);
        std::set<fs::path> told;
        for (const ImageRow& image : dataset.images) {
            told.insert(image.annotation_file);
            QVERIFY(isUtf8(image.id));
            for (const Annotation& object : image.objects) {
                QVERIFY(object.label >= 1 && isUtf8(object.pose.text()));
                QVERIFY(std::isfinite(object.box.x_min) && std::isfinite(object.box.y_max));
            }
        }
        for (const DatasetIssue& issue : dataset.issues) {
            told.insert(issue.file);
            QVERIFY(isUtf8(issue.detail.text()) && isUtf8(issue.object) && !issue.detail.empty());
        }
        for (const std::string& name : dataset.classes) {
            QVERIFY(isUtf8(name) && !name.empty());
        }
        for (const fs::directory_entry& entry : fs::directory_iterator(root / "Annotations")) {
            QVERIFY2(told.contains(entry.path()), entry.path().c_str());
        }
        QVERIFY(dataset.images.size() > static_cast<std::size_t>(count) / 20);  // not all are unreadable
    }

    /// A change keeps what it does not mean, or is refused.
    void changes() {
        SplitMix64 random(20250102);
        int changed = 0;
        int refused = 0;
        for (int i = 0; i < 1500; ++i) {
            const std::string text = mutated(kAnnotation, random);
            try {
                const EditableAnnotation file(text, "a.xml");
                std::vector<AnnotationEdit> edits{
                    {.change = LabelChange::add, .new_class = "ox", .new_box = {1, 2, 3, 4}}};
                for (const FiledObject& object : file.objects()) {
                    const auto change = static_cast<LabelChange>(
                        object.place % 2 == 0 ? random.whole(0, 1) : 3);  // move, rename; remove
                    edits.push_back({.change = change,
                                     .object = object,
                                     .new_class = "c\xC3\xA2",
                                     .new_box = {5, 6, 70, 80}});
                }
                const EditableAnnotation after(file.edited(edits), "a.xml");
                QCOMPARE(after.objects().size(), (file.objects().size() + 1) / 2 + 1);
                QCOMPARE(after.objects().back().class_name, std::string("ox"));
                ++changed;
            } catch (const Error&) {
                ++refused;
            }
        }
        QVERIFY2(changed > 100 && refused > 100, qPrintable(QString::number(changed)));
    }

    void listsAndClassNames() {
        QTemporaryDir temporary;
        const fs::path root(temporary.path().toStdString());
        fs::create_directories(root / "Annotations");
        fs::create_directories(root / "ImageSets/Main");
        std::string ids;
        for (int i = 0; i < 20; ++i) {
            const std::string id = "scan " + std::to_string(i);
            write(root / "Annotations" / (id + ".xml"), kAnnotation);
            ids += id + "\n";
        }
        SplitMix64 random(7);
        for (int i = 0; i < 300; ++i) {
            write(root / "ImageSets/Main" / ("list" + std::to_string(i) + ".txt"), mutated(ids, random));
        }
        const Dataset dataset = *readVocDataset(root);
        for (int i = 0; i < 300; ++i) {
            const std::string name = "list" + std::to_string(i);
            QVERIFY(dataset.splits.contains(name) != dataset.unusable_lists.contains(name));
            try {
                for (const std::string& each : readClassList(root / "ImageSets/Main" / (name + ".txt"))) {
                    QVERIFY(isUtf8(each) && !each.empty());
                }
            } catch (const Error& error) {
                QVERIFY(isUtf8(error.what()));
            }
        }
        for (const DatasetIssue& issue : dataset.issues) {
            QVERIFY(isUtf8(issue.detail.text()) && isUtf8(issue.object));
        }
    }
};

QTEST_APPLESS_MAIN(AnnotationFuzz)
#include "annotation_fuzz.moc"

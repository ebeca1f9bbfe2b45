// Cases from public reports: what is read, and what is reported.
#include <QTest>
#include <algorithm>
#include <map>

#include "core/base/error.hpp"
#include "core/dataset/class_list.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/statistics.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/image/image.hpp"
#include "tests/support/real_data.hpp"

using namespace priorscope;

namespace {

using Names = QStringList;

std::string joined(std::vector<std::string> parts) {
    std::sort(parts.begin(), parts.end());
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? "" : ", ") + part;
    }
    return text;
}

/// "2 no-size, 1 outside": the findings by kind.
std::string findings(const Dataset& dataset) {
    std::map<std::string, int> counts;
    for (const DatasetIssue& issue : dataset.issues) {
        ++counts[issueKindName(issue.kind)];
    }
    std::vector<std::string> parts;
    for (const auto& [kind, count] : counts) {
        parts.push_back(kind + " " + std::to_string(count));
    }
    return joined(parts);
}

/// "car 4, bus 0+1": objects per class, with difficult ones after the plus.
std::string classes(const DatasetStatistics& statistics) {
    std::vector<std::string> parts;
    for (const ClassCount& count : statistics.classes) {
        parts.push_back(count.name + " " + std::to_string(count.objects) +
                        (count.difficult > 0 ? "+" + std::to_string(count.difficult) : ""));
    }
    return joined(parts);
}

std::string splits(const Dataset& dataset) {
    std::vector<std::string> parts;
    for (const auto& [name, indices] : dataset.splits) {
        parts.push_back(name + " " + std::to_string(indices.size()));
    }
    return joined(parts);
}

/// "200x160, 320x240": sizes that boxes refer to, in id order.
std::string sizes(const Dataset& dataset) {
    std::string text;
    for (const ImageRow& image : dataset.images) {
        text += (text.empty() ? "" : ", ") + std::to_string(image.width) + "x" + std::to_string(image.height);
    }
    return text;
}

struct Case {
    const char* folder;
    int images;           ///< with an image file
    const char* classes;  ///< as classes()
    const char* findings = "";
    const char* splits = "";
    const char* sizes = "";  ///< empty: not compared
};

// The expected results from shared/cases/LOG.md.
const Case kCases[] = {
    {"01-person-parts", 2, "person 2"},
    {"02-many-bndbox-in-object", 1, "car 3", "several-boxes 1"},
    {"03-root-capital", 2, "person 2"},
    {"04-difficult-floats", 1, "bus 0+1, car 4"},
    {"05-bndbox-order", 1, "ship 2"},
    {"06-rotated-polygon", 1, "ship 1", "empty-box 2, no-name 1"},
    {"07-size-zero", 2, "ship 3", "missing-image 1, no-size 3", "", "200x160, 320x100, 0x0"},
    {"08-size-swapped", 3, "ship 3", "wrong-size 2", "", "200x160, 200x160, 200x160"},
    {"09-exif", 2, "ship 2", "no-size 1", "", "160x200, 160x200"},
    {"10a-bom-utf16", 4, "câble 4"},
    {"10b-cp1252", 4, "Straße 4, baum 4", "encoding 4"},
    {"10c-gb2312", 4, "安全帽 4"},
    {"10d-mixed-encodings", 2, "安全帽 2"},
    {"11-cdata-comments", 4, "bolt & nut 1, bolt 3"},
    {"12-ampersand", 1, "R&D 1, a < b 1, fish & chips 1, nuts & bolts 1", "unusual-element 1"},
    {"12b-ampersand-only", 1, "R&D 1, caf&eacute; 1, fish & chips 1, nuts & bolts 1", "unusual-element 1"},
    {"13a-duplicate-filename", 3, "ship 3", "no-size 3, wrong-name 2", "", "200x160, 320x240, 400x300"},
    {"13b-duplicate-filename-sized", 3, "ship 3", "wrong-name 2", "", "200x160, 320x240, 400x300"},
    {"13c-same-name-in-splits", 3, "eye 3", "no-size 3", "test 1, train 1, valid 1",
     "400x300, 200x160, 320x240"},
    {"13d-percent-s", 2, "dog 2", "missing-image 2"},
    {"14-filename-forms", 6, "ship 6", "missing-image 1"},
    {"15-spaces-brackets", 5, "ship 5", "", "train 5"},
    {"16-list-forms", 3, "ship 3", "", "bom 3, crlf 3, ext 3, indexed 3, paddle 3, path 3, quoted 3"},
    {"17a-class-lists", 3, "cat 3", "", "train 3"},
    {"17b-ids-that-look-like-flags", 2, "cat 2", "", "val 2"},
    {"18-repeated-ids", 3, "cat 3", "repeated-id 1", "train 5"},
    {"19-symlinks/flat-store", 4, "ship 4", "", "train 2, valid 2"},
    {"19-symlinks/linked-files", 3, "ship 3"},
    {"19-symlinks/linked-folders", 3, "ship 3"},
    {"19-symlinks/linked-splits", 4, "ship 4", "", "train 2, valid 2"},
    {"19-symlinks/one-linked-split", 4, "ship 4", "", "train 2, valid 2"},
    {"19-symlinks/root-link", 3, "ship 3"},
    {"20-mac-hidden", 2, "D00 2", "", "train 2"},
    {"21-roboflow", 6, "helmet 6", "", "test 1, train 3, valid 2"},
    {"22-cvat", 3, "helmet 3", "wrong-size 1", "default 3", "200x160, 200x160, 320x240"},
    {"23-other-layouts/fiftyone", 2, "stop 2"},
    {"23-other-layouts/imgs", 2, "stop 2"},
    {"23-other-layouts/kaggle", 2, "stop 2"},
    {"24-image-endings", 10, "ship 10"},
    {"25-two-images-one-stem", 2, "ship 2", "ambiguous-image 1, no-size 2", "", "320x240, 200x160"},
    {"26-two-years/VOCdevkit", 2, "cat 2", "", "trainval 2"},
    {"27-missing-parts", 1, "cat 2", "missing-annotation 3, missing-image 1", "train 2"},
    {"28-class-spelling", 1, "* 1, CAR 1, Car 1, car 3, feright car 1, feright_car 1",
     "near-class 4, no-name 1"},
    {"29-background", 1, "__background__ 1, background 1, helmet 1", "background-class 2"},
    {"31-degenerate", 1, "c00 1, c01 1, c02 1, c03 1, c04 1, c05 1, c08 1, c13 1, c14 1",
     "decimal-comma 1, empty-box 6, outside 4, tiny-box 2", "train 1"},
    {"32-crowd", 2, "bee 8000"},
    {"33-only-negatives", 6, ""},
    {"33b-all-difficult", 6, "cat 0+6"},
    {"35-nfc-nfd", 2, "tree 2", "", "train 2"},
    {"37-person-only", 4, "person 4"},
    {"38-cjk-classes", 4, "ab,c\"d/e 4, 安全帽 4"},
    {"40-object-wrapper", 4, "cat 5, dog 1"},
};

}  // namespace

class FieldCasesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void reading_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < std::size(kCases); ++i) {
            QTest::newRow(kCases[i].folder) << static_cast<int>(i);
        }
    }

    void reading() {
        PRIORSCOPE_REAL_DATA(folder, "cases");
        QFETCH(int, index);
        const Case& expected = kCases[index];
        const Dataset dataset = *readVocDataset(folder / expected.folder);
        const auto images = std::count_if(dataset.images.begin(), dataset.images.end(),
                                          [](const ImageRow& image) { return image.image_exists; });
        QCOMPARE(static_cast<int>(images), expected.images);
        QCOMPARE(
            QString::fromStdString(classes(computeStatistics(dataset, ImageSelection::ofSplit(dataset, "")))),
            QString::fromUtf8(expected.classes));
        QCOMPARE(QString::fromStdString(findings(dataset)), QString::fromLatin1(expected.findings));
        QCOMPARE(QString::fromStdString(splits(dataset)), QString::fromLatin1(expected.splits));
        if (*expected.sizes != '\0') {
            QCOMPARE(QString::fromStdString(sizes(dataset)), QString::fromLatin1(expected.sizes));
        }
    }

    void labelFiles_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<Names>("names");
        const Names three{"helmet", "vest", "boots"};
        for (const char* name : {"blank", "bom", "crlf", "indexed"}) {
            QTest::newRow(name) << QString("30-label-files/%1.txt").arg(name) << three;
        }
        QTest::newRow("gbk") << "30-label-files/gbk.txt" << Names{"安全帽", "背心"};
        QTest::newRow("labelmap") << "22-cvat/labelmap.txt" << Names{"helmet", "vest"};
        QTest::newRow("dup-case") << "30-label-files/dup-case.txt" << Names{};
        QTest::newRow("background") << "29-background/labels-background-first.txt" << Names{};
        QTest::newRow("dunder") << "29-background/labels-dunder.txt" << Names{};
    }

    /// No names: the file is rejected.
    void labelFiles() {
        PRIORSCOPE_REAL_DATA(folder, "cases");
        QFETCH(QString, file);
        QFETCH(Names, names);
        Names read;
        try {
            for (const std::string& name : readClassList(folder / file.toStdString())) {
                read << QString::fromStdString(name);
            }
        } catch (const Error& error) {
            QVERIFY(error.parts().line > 0 && !error.parts().remedy.empty());
        }
        QCOMPARE(read, names);
    }

    /// The boxes of case 09 refer to the image as shown.
    void exifBoxAndPixelsAgree() {
        PRIORSCOPE_REAL_DATA(folder, "cases");
        const Dataset dataset = *readVocDataset(folder / "09-exif");
        for (const ImageRow& image : dataset.images) {
            QCOMPARE(image.orientation, 6);
            const Image pixels = decodeImage(image.image_file, 0, image.orientation);
            QVERIFY(pixels.width == image.width && pixels.height == image.height);
        }
    }
};

QTEST_APPLESS_MAIN(FieldCasesTest)
#include "field_cases_test.moc"

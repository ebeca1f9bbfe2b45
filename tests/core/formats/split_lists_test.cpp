// Split lists in the forms that tools and people write.
#include <QTest>
#include <filesystem>

#include "core/base/text/text_encoding.hpp"
#include "tests/support/annotation_folder.hpp"

using namespace priorscope;
using namespace priorscope::fixture;

using Names = std::vector<std::string>;

class SplitListsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void forms_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("plain") << QByteArray("f1\nf2\nf3\n");
        QTest::newRow("mark") << QByteArray(
            "\xEF\xBB\xBF"
            "f1\nf2\nf3");
        QTest::newRow("CRLF and blank lines") << QByteArray("f1\r\n\r\nf2\r\nf3\r\n\r\n");
        QTest::newRow("CR") << QByteArray("f1\rf2\rf3\r");
        QByteArray little("\xFF\xFE", 2);
        QByteArray big("\xFE\xFF", 2);
        for (const char c : std::string("f1\r\nf2\r\nf3\r\n")) {
            little += c;
            little += '\0';
            big += '\0';
            big += c;
        }
        QTest::newRow("UTF-16 little-endian") << little;
        QTest::newRow("UTF-16 big-endian") << big;
        QTest::newRow("UTF-16 without a mark") << little.mid(2);
        QTest::newRow("endings") << QByteArray("f1.jpg\nf2.JPG\nf3.xml\n");
        QTest::newRow("paths") << QByteArray("JPEGImages/f1.jpg\n./f2\n/data/voc/JPEGImages/f3.png\n");
        QTest::newRow("Windows paths") << QByteArray("C:\\voc\\JPEGImages\\f1.jpg\n.\\f2\nD:/x/f3\n");
        QTest::newRow("two columns") << QByteArray(
            "JPEGImages/f1.jpg Annotations/f1.xml\nf2.jpg\tf2.xml\nf3,f3\n");
        QTest::newRow("numbered") << QByteArray("f1 1\nf2 2\nf3 3\n");
        QTest::newRow("numbered from 0") << QByteArray("f1 0\nf2 1\nf3 2\n");
        QTest::newRow("quoted") << QByteArray("\"f1\"\n'f2'\n\"f3.jpg\"\n");
        QTest::newRow("one line") << QByteArray("f1, f2.jpg;f3\n");
        QTest::newRow("one line with blanks") << QByteArray("f1 f2.jpg  f3\n");
        QTest::newRow("lines with tabs") << QByteArray("f1\tf2\nf3\n");
        QTest::newRow("comments") << QByteArray("# mine\nf1\nf2\n#f3 later\nf3\n");
        QTest::newRow("darknet") << QByteArray("data/obj/f1.jpg\ndata/obj/f2.jpg\ndata/obj/f3.jpg\n");
        QTest::newRow("labels behind") << QByteArray("f1.jpg 10,20,30,40,0\nf2.jpg 1,1,2,2,1\nf3.jpg\n");
    }

    void forms() {
        QFETCH(QByteArray, bytes);
        AnnotationFolder folder = threeFiles({"f1", "f2", "f3"});
        folder.write("ImageSets/Main/x.txt", bytes);
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), Names{});
        QCOMPARE(dataset.splitIndices("x"), (std::vector<std::size_t>{0, 1, 2}));
    }

    void idsThatLookLikeColumns() {
        AnnotationFolder folder = threeFiles({"scan 0", "scan 1", "scan -1"});
        folder.write("ImageSets/Main/val.txt", "scan 0\nscan 1\nscan -1\n");
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), Names{});
        QCOMPARE(dataset.splitIndices("val").size(), std::size_t{3});
    }

    void listsOfOneClass() {
        AnnotationFolder folder = threeFiles({"a", "b", "c"});
        folder.write("ImageSets/Main/train.txt", "a\nb\nc\n");
        folder.write("ImageSets/Main/cat_train.txt", "a  1\nb  1\nc  1\n");  // no -1, but a per-class name
        folder.write("ImageSets/Main/dog.txt", "a -1\nb  1\nc  0\n");
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), Names{});
        QCOMPARE(dataset.splits.size(), std::size_t{1});
        for (const char* name : {"cat_train", "dog"}) {
            try {
                dataset.splitIndices(name);
                QFAIL("a list of one class was taken for a split");
            } catch (const Error& error) {
                QVERIFY(QString::fromUtf8(error.what()).contains("one class"));
                QVERIFY(QString::fromUtf8(error.what()).contains("The splits are: train"));
            }
            QVERIFY(messageOf(folder.path(), {.split = name}).contains("one class"));
        }
    }

    void entriesWithoutAnnotation() {
        AnnotationFolder folder = threeFiles({"a", "b", "c"});
        folder.image("JPEGImages/ground.jpg");
        folder.write("ImageSets/Main/train.txt", "a\n\nground\nnowhere\n");
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"missing-annotation", "missing-annotation"}));
        QVERIFY(dataset.issues[0].file.string().ends_with("train.txt"));
        QCOMPARE(dataset.issues[0].line, 3);
        QVERIFY(dataset.issues[0].detail.text().find("image is there") != std::string::npos);
        QCOMPARE(dataset.issues[1].line, 4);
        QCOMPARE(dataset.issues[1].object, std::string("nowhere"));
    }

    void repeatedEntries() {
        AnnotationFolder folder = threeFiles({"a", "b", "c"});
        folder.write("ImageSets/Main/train.txt", "a\nb\nc\nc\nc\nb\n");
        const Dataset dataset = folder.read();
        QCOMPARE(dataset.splitIndices("train").size(), std::size_t{6});
        QCOMPARE(kinds(dataset), (Names{"repeated-id"}));
        QVERIFY(dataset.issues[0].detail.text().find("6 entries for 3 images") != std::string::npos);
        QVERIFY(dataset.issues[0].detail.text().find("b occurs 2 times, 1 more") != std::string::npos);
    }

    void listsThatNameNothing() {
        AnnotationFolder folder = threeFiles({"a", "b", "c"});
        folder.write("ImageSets/Main/train.txt", "a\nb\nc\n");
        folder.write("ImageSets/Main/other.txt", "x1\nx2\n");
        folder.write("ImageSets/Main/binary.txt", QByteArray("\x01\0\0\0\xFF\0\0", 7));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"bad-list", "bad-list"}));
        QVERIFY(dataset.issues[1].detail.text().find("x1") != std::string::npos);
        QVERIFY_THROWS_EXCEPTION(Error, dataset.splitIndices("other"));
        QVERIFY(messageOf(folder.path(), {.split = "binary"}).contains("NUL bytes"));
    }

    void aListThatIsTooLarge() {
        AnnotationFolder folder = threeFiles({"a", "b", "c"});
        folder.write("ImageSets/Main/train.txt", "a\n");
        folder.write("ImageSets/Main/huge.txt", "a\n");
        std::filesystem::resize_file(folder.path("ImageSets/Main/huge.txt"), kLargestTextFile + 1);
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"bad-list"}));
        QVERIFY(dataset.issues[0].detail.text().find("256") != std::string::npos);
    }

    void listsInTheRoot() {
        AnnotationFolder folder = threeFiles({"a", "b", "c"});
        folder.write("train.txt", "JPEGImages/a.jpg Annotations/a.xml\nJPEGImages/b.jpg Annotations/b.xml\n");
        folder.write("label_list.txt", "cat\n");
        folder.write("README.txt", "a dataset\n");
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), Names{});
        QCOMPARE(dataset.splits.size(), std::size_t{1});
        QCOMPARE(dataset.splitIndices("train").size(), std::size_t{2});
    }

    void idsInFolders() {
        AnnotationFolder folder;
        for (const char* id : {"cam 1/f1", "cam 1/f2", "cam2/f1"}) {
            folder.image(QString("JPEGImages/%1.jpg").arg(id));
            folder.xml(id, size(100, 50) + object("cat", "1 1 9 9"));
        }
        folder.write("ImageSets/Main/full.txt", "cam 1/f1\ncam2/f1\n");
        folder.write("ImageSets/Main/clear.txt", "f2\n");    // only one f2
        folder.write("ImageSets/Main/unclear.txt", "f1\n");  // which one?
        const Dataset dataset = folder.read();
        QCOMPARE(dataset.splitIndices("full"), (std::vector<std::size_t>{0, 2}));
        QCOMPARE(dataset.splitIndices("clear"), (std::vector<std::size_t>{1}));
        QCOMPARE(kinds(dataset), (Names{"bad-list"}));
    }

    void twoYears() {
        AnnotationFolder folder;
        for (const char* year : {"VOC2007", "VOC2012"}) {
            const QString root = QString("VOCdevkit/%1/").arg(year);
            folder.image(root + "JPEGImages/000001.jpg");
            folder.write(root + "Annotations/000001.xml",
                         annotation(size(100, 50) + object("cat", "1 1 9 9")));
            folder.write(root + "SegmentationClass/000001.png", "a mask");
            folder.write(root + "ImageSets/Main/trainval.txt", "000001\n");
        }
        folder.write("VOCdevkit/VOC2007/ImageSets/Main/test.txt", "000001\n");
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), Names{});
        QCOMPARE(dataset.images[1].id, std::string("VOC2012/000001"));
        QVERIFY(dataset.images[1].image_file.string().ends_with("VOC2012/JPEGImages/000001.jpg"));
        QCOMPARE(dataset.splitIndices("trainval"), (std::vector<std::size_t>{0, 1}));
        QCOMPARE(dataset.splitIndices("test"), (std::vector<std::size_t>{0}));
    }

    void composedAndDecomposed() {
        AnnotationFolder folder = threeFiles({"fore\u0302t", "b", "c"});
        folder.write("ImageSets/Main/train.txt", "for\u00EAt\nb\n");
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), Names{});
        QCOMPARE(dataset.splitIndices("train").size(), std::size_t{2});
    }

    /// These two Chinese characters in GBK are also well-formed UTF-8.
    void whatNamesFilesIsRight() {
        AnnotationFolder folder = threeFiles({"图片1", "图片2", "c"});
        folder.write("ImageSets/Main/train.txt", QByteArray::fromHex("cdbcc6ac310acdbcc6ac320a"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"encoding"}));
        QCOMPARE(dataset.splitIndices("train").size(), std::size_t{2});
    }

  private:
    static AnnotationFolder threeFiles(const Names& ids) {
        AnnotationFolder folder;
        for (const std::string& id : ids) {
            folder.image(QString::fromStdString("JPEGImages/" + id + ".jpg"));
            folder.xml(QString::fromStdString(id), size(100, 50) + object("cat", "1 1 9 9"));
        }
        return folder;
    }
};

QTEST_APPLESS_MAIN(SplitListsTest)
#include "split_lists_test.moc"

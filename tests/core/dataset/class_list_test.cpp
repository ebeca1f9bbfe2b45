#include "core/dataset/class_list.hpp"

#include <QTest>

#include "tests/support/annotation_folder.hpp"

using namespace priorscope;
using namespace priorscope::fixture;

class ClassListTest : public QObject {
    Q_OBJECT

    using Names = std::vector<std::string>;

  private Q_SLOTS:
    void readsNames_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("names");
        const QStringList three{"helmet", "vest", "boots"};
        QTest::newRow("plain") << QByteArray("helmet\nvest\nboots\n") << three;
        QTest::newRow("blank lines") << QByteArray("helmet\n\n vest \nboots\n\n\n") << three;
        QTest::newRow("CRLF") << QByteArray("helmet\r\nvest\r\nboots\r\n") << three;
        QTest::newRow("CR") << QByteArray("helmet\rvest\rboots") << three;
        QTest::newRow("mark") << QByteArray("\xEF\xBB\xBFhelmet\nvest\nboots") << three;
        QByteArray utf16("\xFF\xFE", 2);
        for (const char c : std::string("helmet\r\nvest\r\nboots\r\n")) {
            utf16 += c;
            utf16 += '\0';
        }
        QTest::newRow("UTF-16") << utf16 << three;
        QTest::newRow("UTF-16 without a mark") << utf16.mid(2) << three;
        QTest::newRow("numbered") << QByteArray("0 helmet\n1 vest\n2 boots\n") << three;
        QTest::newRow("numbered from 1") << QByteArray("1: helmet\n2: vest\n3: boots\n") << three;
        QTest::newRow("numbered behind") << QByteArray("helmet:0\nvest:1\nboots:2\n") << three;
        QTest::newRow("quoted") << QByteArray("\"helmet\"\n\"vest\"\n\"boots\"\n") << three;
        QTest::newRow("CVAT") << QByteArray(
                                     "# label:color_rgb:parts:actions\nbackground:0,0,0::\n"
                                     "helmet:128,0,0::\nvest:0,128,0::\nboots:0,0,128::\n")
                              << three;
        QTest::newRow("GBK") << QByteArray::fromHex("b0b2c8abc3b10ab1b3d0c40a")
                             << QStringList{"安全帽", "背心"};
        QTest::newRow("numbers that are names")
            << QByteArray("10 euro\n20 euro\n5 euro\n") << QStringList{"10 euro", "20 euro", "5 euro"};
        QTest::newRow("numbers from 1 that are names")
            << QByteArray("1 euro\n2 euro\n") << QStringList{"1 euro", "2 euro"};
        QTest::newRow("one, numbered") << QByteArray("0 helmet\n") << QStringList{"helmet"};
        QTest::newRow("one that has a number") << QByteArray("1 euro\n") << QStringList{"1 euro"};
        QTest::newRow("points") << QByteArray("1. helmet\n2. vest\n3. boots\n") << three;
        QTest::newRow("arrows") << QByteArray("0 -> helmet\n1 -> vest\n2 -> boots\n") << three;
        QTest::newRow("numbers in quotes")
            << QByteArray("\"2 doors\"\n\"4 wheels\"\n") << QStringList{"2 doors", "4 wheels"};
        QTest::newRow("commas at the end") << QByteArray("helmet,\nvest,\nboots\n") << three;
        QTest::newRow("a class called train")
            << QByteArray("bus:0\ntrain:1\n") << QStringList{"bus", "train"};
        QTest::newRow("commas") << QByteArray("nut, steel\nbolt\n") << QStringList{"nut, steel", "bolt"};
        QTest::newRow("composed") << QByteArray("fore\u0302t\nsol\n") << QStringList{"for\u00EAt", "sol"};
    }

    void readsNames() {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, names);
        AnnotationFolder folder;
        folder.write("classes.txt", bytes);
        QStringList read;
        for (const std::string& name : readClassList(folder.path("classes.txt"))) {
            read << QString::fromStdString(name);
        }
        QCOMPARE(read, names);
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        QTest::newRow("other numbers") << QByteArray("0 helmet\n2 vest\n") << "do not rise by one";
        QTest::newRow("comments") << QByteArray("# classes\nhelmet\n") << "begins with #";
        QTest::newRow("YAML list") << QByteArray("---\n- helmet\n- vest\n") << "JSON, YAML";
        QTest::newRow("YAML dataset") << QByteArray("path: ../d\ntrain: images/train\n") << "JSON, YAML";
        QTest::newRow("columns") << QByteArray("name,id\nhelmet,0\nvest,1\n") << "several columns";
        QTest::newRow("one line") << QByteArray("helmet;vest\n") << "in one line";
        QTest::newRow("another background") << QByteArray("bg\nhelmet\n") << "is the background";
        QTest::newRow("background") << QByteArray("BACKGROUND\nhelmet\n") << ":1: the class \"BACKGROUND\"";
        QTest::newRow("decorated") << QByteArray("helmet\n__background__\n") << ":2: ";
        QTest::newRow("numbered background") << QByteArray("0 background\n1 helmet\n") << "background";
        QTest::newRow("twice") << QByteArray("cat\ndog\ncat\n")
                               << ":3: the class \"cat\" occurs twice (line 1)";
        QTest::newRow("in another case") << QByteArray("Cat\ncat\n") << "only in letter case";
        QTest::newRow("composed twice") << QByteArray("for\u00EAt\nfore\u0302t\n") << "occurs twice";
        QTest::newRow("nothing") << QByteArray("\n \n") << "names no class";
        QTest::newRow("JSON") << QByteArray("[\"cat\", \"dog\"]\n") << "looks like JSON";
        QTest::newRow("pbtxt") << QByteArray("item {\n  id: 1\n  name: 'cat'\n}\n") << "looks like";
        QTest::newRow("one line") << QByteArray("cat, dog, bird\n") << "separated by commas";
        QTest::newRow("no text") << QByteArray::fromHex("ff00fe0180ff8182") << "classes.txt";
    }

    void refuses() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        AnnotationFolder folder;
        folder.write("classes.txt", bytes);
        try {
            readClassList(folder.path("classes.txt"));
            QFAIL("the list was read");
        } catch (const Error& error) {
            const QString message = QString::fromUtf8(error.what());
            QVERIFY2(message.contains(said), qPrintable(message));
            QVERIFY(!error.parts().remedy.empty());
        }
    }
};

QTEST_APPLESS_MAIN(ClassListTest)
#include "class_list_test.moc"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>

#include "core/base/error.hpp"
#include "core/base/text/line_splitter.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"

using namespace priorscope;

namespace {

std::string bytesOf(const char* hex) {
    return QByteArray::fromHex(hex).toStdString();
}

}  // namespace

class TextTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void linesOfATextInPieces() {
        LineSplitter splitter(5);
        std::vector<std::string> lines;
        const auto keep = [&](std::string_view line) { lines.emplace_back(line); };
        for (const char* piece : {"ab", "c\n\nfive5\nsix66", "6\nde", "", "f", "\nlong", "er", "\nx\nopen"}) {
            splitter.take(piece, keep);
        }
        QCOMPARE(lines, (std::vector<std::string>{"abc", "", "five5", "def", "x"}));
        splitter.clear();
        splitter.take("end\n", keep);
        QCOMPARE(lines.back(), std::string("end"));
    }

    /// The well-formed and ill-formed sequences of The Unicode Standard, table 3-7.
    void utf8() {
        for (const char* hex : {"", "41", "c3a9", "e5ae89", "f09f9880", "efbfbd", "ed9fbf", "f48fbfbf"}) {
            QVERIFY2(isUtf8(bytesOf(hex)), hex);
        }
        for (const char* hex : {"80", "c0af", "c3", "c341", "e0809f", "eda080", "f08080af", "f4908080", "ff",
                                "4142434445464748c3"}) {
            QVERIFY2(!isUtf8(bytesOf(hex)), hex);
        }
    }

    void escapesWhatIsNoText() {
        QCOMPARE(escapedText("a\xC3\xA9"), std::string("a\xC3\xA9"));
        QCOMPARE(escapedText("Stra\xDF"
                             "e"),
                 std::string("Stra\\xDFe"));
        QCOMPARE(escapedText("\xC3"), std::string("\\xC3"));
    }

    void shortensBetweenCharacters() {
        QCOMPARE(shortened("abc", 3), std::string("abc"));
        QCOMPARE(shortened("abcd", 3), std::string("abc\u2026"));
        QCOMPARE(shortened("ab\u5B89", 3), std::string("ab\u2026"));
        QCOMPARE(shortened("\u5B89", 2), std::string("\u2026"));
    }

    void declarationsThatTheBytesContradict() {
        const std::string utf8 = "Stra\u00DFe";
        for (const char* declared : {"ISO-8859-1", "US-ASCII", "windows-1250"}) {
            const DecodedText text = decodeText(utf8, declared);
            QCOMPARE(text.text, utf8);
            QVERIFY(text.certainty == TextCertainty::recognised);
        }
        // Two UTF-8 letters can also be one Chinese character: the declaration is followed, and reported.
        const DecodedText either = decodeText(utf8, "gb2312");
        QVERIFY(either.text != utf8 && either.certainty == TextCertainty::recognised);
        const DecodedText latin = decodeText(
            "Stra\xDF"
            "e",
            "US-ASCII");
        QCOMPARE(latin.text, utf8);
        QVERIFY(latin.certainty == TextCertainty::recognised);
        // 安 in ISO-2022-JP, which uses only ASCII bytes.
        const DecodedText japanese = decodeText("\x1B$B0B\x1B(B", "ISO-2022-JP");
        QCOMPARE(japanese.text, std::string("\u5B89"));
        QVERIFY(japanese.certainty == TextCertainty::sure);
    }

    void namesHaveNoByteOrderMark() {
        QCOMPARE(shownName("\xFF\xFE"
                           "a"),
                 std::string("\\xFF\\xFEa"));
        QCOMPARE(shownName("f\xE9"), std::string("f\u00E9"));
    }

    void trimsBlanksOfAnyScript() {
        QCOMPARE(trimmedText(" \t\r\na b\n "), std::string_view("a b"));
        QCOMPARE(trimmedText("\u00A0\uFEFFcar\u200B\u3000"), std::string_view("car"));
        QCOMPARE(trimmedText("\u00A0\u3000"), std::string_view());
        QCOMPARE(trimmedText(""), std::string_view());
        QCOMPARE(trimmedText("安全帽"), std::string_view("安全帽"));
    }

    void oneSpellingAndNoLetterCase() {
        QCOMPARE(composed("for\u0065\u0302t"), std::string("for\u00EAt"));
        QCOMPARE(composed("\u1112\u1161\u11AB"), std::string("\uD55C"));  // Hangul
        QCOMPARE(caseFolded("Straße ÄÖÜ"), std::string("strasse äöü"));
        QCOMPARE(caseFolded("ÉCOLE"), caseFolded("e\u0301cole"));
    }

    void declaredEncodings_data() {
        QTest::addColumn<QString>("declared");
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QString>("text");
        // Bytes as encoded by Python's str.encode.
        QTest::newRow("gb2312") << "gb2312" << QByteArray("b0b2c8abc3b1") << "安全帽";
        QTest::newRow("GBK") << "GBK" << QByteArray("e946") << "镕";  // 镕 is not in GB 2312
        QTest::newRow("gb18030") << "gb18030" << QByteArray("b0b2c8abc3b1") << "安全帽";
        QTest::newRow("latin1") << "ISO-8859-1" << QByteArray("63e2626c65") << "câble";
        QTest::newRow("latin2") << "iso-8859-2" << QByteArray("b3f3646b61") << "łódka";
        QTest::newRow("cp1251") << "windows-1251" << QByteArray("eae0f1eae0") << "каска";
        QTest::newRow("koi8") << "koi8-r" << QByteArray("cbc1d3cbc1") << "каска";
        QTest::newRow("sjis") << "Shift_JIS" << QByteArray("8377838b838183628367") << "ヘルメット";
        QTest::newRow("euc-jp") << "euc-jp" << QByteArray("a5d8a5eba5e1a5c3a5c8") << "ヘルメット";
        QTest::newRow("euc-kr") << "euc-kr" << QByteArray("c7efb8e4") << "헬멧";
        QTest::newRow("big5") << "Big5" << QByteArray("a677a5fe") << "安全";
        QTest::newRow("mark") << "gb2312" << QByteArray("efbbbfe5ae89") << "安";
        QTest::newRow("utf-16le") << "utf-16" << QByteArray("fffe63006100") << "ca";
        QTest::newRow("utf-16be") << "" << QByteArray("feff00630061") << "ca";
        QTest::newRow("utf-16 without a mark") << "" << QByteArray("6300610072000a00") << "car\n";
        QTest::newRow("utf-16be without a mark") << "" << QByteArray("006300610072000a") << "car\n";
        QTest::newRow("utf-32") << "" << QByteArray("fffe000063000000") << "c";
        QTest::newRow("says utf-16, is not") << "utf-16" << QByteArray("63c3a9") << "cé";
    }

    void declaredEncodings() {
        QFETCH(QString, declared);
        QFETCH(QByteArray, hex);
        QFETCH(QString, text);
        const DecodedText decoded = decodeText(bytesOf(hex.constData()), declared.toStdString());
        QCOMPARE(QString::fromStdString(decoded.text), text);
        QCOMPARE(decoded.certainty, TextCertainty::sure);
    }

    void recognisedEncodings() {
        const DecodedText western = decodeText(bytesOf("53747261df65"));
        QCOMPARE(western.text, std::string("Straße"));
        QCOMPARE(western.certainty, TextCertainty::recognised);
        const DecodedText chinese = decodeText(bytesOf("b0b2c8abc3b10ab1b3d0c4"));
        QCOMPARE(chinese.text, std::string("安全帽\n背心"));
        QCOMPARE(chinese.certainty, TextCertainty::recognised);
        const DecodedText against = decodeText("安全帽", "gb2312");  // UTF-8 despite the declaration
        QCOMPARE(against.text, std::string("安全帽"));
        QCOMPARE(against.certainty, TextCertainty::recognised);
        const DecodedText unknown = decodeText(bytesOf("63e2626c65"), "no-such-encoding");
        QCOMPARE(unknown.text, std::string("câble"));
        QCOMPARE(unknown.certainty, TextCertainty::recognised);
        const DecodedText none = decodeText(bytesOf("ff0141fe"));
        QVERIFY(isUtf8(none.text));
        QCOMPARE(none.certainty, TextCertainty::unreadable);
    }

    void declarations() {
        QCOMPARE(declaredEncoding("<?xml version='1.0' encoding = 'GBK' ?><a/>"), std::string_view("GBK"));
        QCOMPARE(declaredEncoding("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
                 std::string_view("utf-8"));
        QCOMPARE(declaredEncoding("<a encoding='x'/>"), std::string_view());
        QCOMPARE(declaredEncoding("<?xml encoding="), std::string_view());
        QCOMPARE(declaredEncoding(""), std::string_view());
    }

    void textFiles() {
        QTemporaryDir folder;
        const auto write = [&](const QString& name, const QByteArray& bytes) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::WriteOnly)) {
                file.write(bytes);
            }
            return std::filesystem::path(folder.filePath(name).toStdString());
        };
        QCOMPARE(readTextFile(write("a.txt", QByteArray::fromHex("fffe610062000a00")), "reading").text,
                 std::string("ab\n"));
        QVERIFY_THROWS_EXCEPTION(Error,
                                 readTextFile(write("b.txt", QByteArray("a\0b\xFF\0\0\0", 7)), "reading"));
        const auto large = write("large.txt", "a");
        std::filesystem::resize_file(large, kLargestTextFile + 1);  // no disk space is used
        try {
            readTextFile(large, "reading");
            QFAIL("a file above the limit was read");
        } catch (const Error& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains("256"));
        }
    }
};

QTEST_APPLESS_MAIN(TextTest)
#include "text_test.moc"

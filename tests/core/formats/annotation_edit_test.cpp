// Annotation files are changed in place: every byte that is not meant stays.
#include "core/formats/voc/annotation_edit.hpp"

#include <QByteArray>
#include <QTest>

#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace {

const char* const kPlain =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<annotation verified=\"yes\">\n"
    "  <filename>a.jpg</filename>\n"
    "  <size><width>300</width><height>200</height></size>\n"
    "  <!-- <object> not one -->\n"
    "  <object id=\"7\">\n"
    "    <name> cat </name>\n"
    "    <bndbox>\n"
    "      <xmin>10</xmin><ymin> 20.0 </ymin>\n"
    "      <xmax>30</xmax>\n"
    "      <ymax>40</ymax>\n"
    "    </bndbox>\n"
    "  </object>\n"
    "  <object>\n"
    "    <name>dog</name>\n"
    "    <difficult>1</difficult>\n"
    "    <bndbox><xmin>50</xmin><ymin>60</ymin><xmax>70</xmax><ymax>80</ymax></bndbox>\n"
    "  </object>\n"
    "</annotation>\n";

const VocBox kCat{10, 20, 30, 40};
const VocBox kDog{50, 60, 70, 80};

AnnotationEdit move(int place, const char* name, const VocBox& from, const VocBox& to) {
    return {.change = LabelChange::move, .object = {place, name, from}, .new_box = to};
}
AnnotationEdit rename(int place, const char* name, const VocBox& box, const char* to) {
    return {.change = LabelChange::rename, .object = {place, name, box}, .new_class = to};
}
AnnotationEdit removal(int place, const char* name, const VocBox& box) {
    return {.change = LabelChange::remove, .object = {place, name, box}};
}
AnnotationEdit verifying(const char* text) {
    return {.change = LabelChange::verify, .verified = text};
}
AnnotationEdit addition(const char* name, const VocBox& box) {
    return {.change = LabelChange::add, .new_class = name, .new_box = box};
}

QByteArray edited(const QByteArray& text, const std::vector<AnnotationEdit>& edits) {
    return QByteArray::fromStdString(EditableAnnotation(text.toStdString(), "a.xml").edited(edits));
}

QByteArray replaced(const char* text, const char* from, const char* to) {
    const QByteArray before(text);
    return before.count(from) == 1 ? QByteArray(before).replace(from, to) : QByteArray("bad test");
}

QString refusal(const QByteArray& text, const AnnotationEdit& edit) {
    return messageOf([&] { edited(text, {edit}); });
}

/// One cat at (10, 20, 30, 40) whose object has these contents besides.
QByteArray withObject(const char* object) {
    return QByteArray("<annotation><filename>a.jpg</filename>\n") + object + "\n</annotation>";
}

}  // namespace

class AnnotationEditTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void onlyCoordinatesThatDifferAreWritten();
    void namesAreEscaped();
    void objectsGoWithTheirLines();
    void objectsOfOneLine();
    void addedBehindTheLast();
    void addedToAFileWithoutObjects_data();
    void addedToAFileWithoutObjects();
    void lineEndsStay();
    void byteOrderMarkStays();
    void otherEncodings();
    void utf16IsRefused();
    void bodyPartsStay();
    void sectionsAndCorners();
    void manyAtOnce();
    void contradictionsAreRefused();
    void objectsAreVerified();
    void twinsAreToldApartByPlace();
    void statesOfEdits();
    void verifiedIsReadAndWritten_data();
    void verifiedIsReadAndWritten();
    void verifiedStandsBesideOtherChanges();
    void oddFormsAreRefused_data();
    void oddFormsAreRefused();
    void pixelsOfBoxes();
};

void AnnotationEditTest::onlyCoordinatesThatDifferAreWritten() {
    QCOMPARE(edited(kPlain, {move(0, "cat", kCat, {12, 20, 30, 40})}),
             replaced(kPlain, "<xmin>10</xmin>", "<xmin>12</xmin>"));
    // The white space around a coordinate stays; 20.0 is not touched unless it changes.
    QCOMPARE(edited(kPlain, {move(0, "cat", kCat, {10, 21, 30, 40})}),
             replaced(kPlain, "<ymin> 20.0 </ymin>", "<ymin> 21 </ymin>"));
    QCOMPARE(edited(kPlain, {move(0, "cat", kCat, kCat)}), QByteArray(kPlain));
    const QString message = refusal(kPlain, move(0, "cat", kCat, {10.5, 20, 30, 40}));
    QVERIFY2(message.contains("not in whole pixels"), qPrintable(message));
    QVERIFY(refusal(kPlain, move(0, "cat", kCat, {31, 20, 30, 40})).contains("not in whole pixels"));
}

void AnnotationEditTest::namesAreEscaped() {
    QCOMPARE(edited(kPlain, {rename(0, "cat", kCat, "a <b> & c")}),
             replaced(kPlain, "<name> cat </name>", "<name> a &lt;b&gt; &amp; c </name>"));
    QCOMPARE(edited(kPlain, {rename(1, "dog", kDog, "牛")}),
             replaced(kPlain, "<name>dog</name>", "<name>牛</name>"));
}

void AnnotationEditTest::objectsGoWithTheirLines() {
    QByteArray expected(kPlain);
    const auto from = expected.indexOf("  <object id");
    expected.remove(from, expected.indexOf("  <object>\n", from) - from);
    QCOMPARE(edited(kPlain, {removal(0, "cat", kCat)}), expected);
    // The comment keeps its line.
    QVERIFY(expected.contains("  <!-- <object> not one -->\n  <object>\n    <name>dog"));
    expected = kPlain;
    const auto last = expected.indexOf("  <object>\n    <name>dog");
    expected.remove(last, expected.indexOf("</annotation>") - last);
    QCOMPARE(edited(kPlain, {removal(1, "dog", kDog)}), expected);
}

void AnnotationEditTest::objectsOfOneLine() {
    const QByteArray cat =
        "<object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox>"
        "</object>";
    const QByteArray head = "<annotation><filename>a.jpg</filename>";
    const AnnotationEdit gone = removal(0, "cat", {1, 2, 3, 4});
    QCOMPARE(edited(head + cat + "</annotation>", {gone}), head + "</annotation>");
    QCOMPARE(edited(head + "\n" + cat + " <!-- c -->\n</annotation>", {gone}),
             head + "\n <!-- c -->\n</annotation>");
    QCOMPARE(edited(head + " " + cat + " \n</annotation>", {gone}), head + " \n</annotation>");
    QCOMPARE(edited(head + "\n\t" + cat + " \n</annotation>", {gone}), head + "\n</annotation>");
    const QByteArray more =
        "<object><name>dog</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult>"
        "<bndbox><xmin>5</xmin><ymin>6</ymin><xmax>7</xmax><ymax>8</ymax></bndbox></object>";
    QCOMPARE(edited(head + cat + "</annotation>", {addition("dog", {5, 6, 7, 8})}),
             head + cat + more + "</annotation>");
    QCOMPARE(edited(head + "\n " + cat + "\n</annotation>", {addition("dog", {5, 6, 7, 8})}),
             head + "\n " + cat + "\n " + more + "\n</annotation>");
}

void AnnotationEditTest::addedBehindTheLast() {
    QByteArray expected(kPlain);
    // Indented as the last object, whose corners share a line: theirs is the unit more.
    expected.insert(expected.indexOf("</annotation>"),
                    "  <object>\n"
                    "    <name>cat</name>\n"
                    "    <pose>Unspecified</pose>\n"
                    "    <truncated>0</truncated>\n"
                    "    <difficult>0</difficult>\n"
                    "    <bndbox>\n"
                    "      <xmin>1</xmin>\n"
                    "      <ymin>2</ymin>\n"
                    "      <xmax>300</xmax>\n"
                    "      <ymax>200</ymax>\n"
                    "    </bndbox>\n"
                    "  </object>\n");
    QCOMPARE(edited(kPlain, {addition("cat", {1, 2, 300, 200})}), expected);
}

void AnnotationEditTest::addedToAFileWithoutObjects_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray fields =
        "<pose>Unspecified</pose>|<truncated>0</truncated>|<difficult>0</difficult>|<bndbox>";
    QTest::newRow("lines") << QByteArray("<annotation>\n    <filename>a.jpg</filename>\n</annotation>")
                           << QByteArray(
                                  "<annotation>\n    <filename>a.jpg</filename>\n"
                                  "    <object>\n        <name>ox</name>\n        " +
                                  QByteArray(fields).replace("|", "\n        ") +
                                  "\n            <xmin>1</xmin>\n            <ymin>2</ymin>\n"
                                  "            <xmax>3</xmax>\n            <ymax>4</ymax>\n"
                                  "        </bndbox>\n    </object>\n</annotation>");
    QTest::newRow("one line") << QByteArray("<annotation><filename>a.jpg</filename></annotation>")
                              << QByteArray("<annotation><filename>a.jpg</filename><object><name>ox</name>" +
                                            QByteArray(fields).replace("|", "") +
                                            "<xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax>"
                                            "</bndbox></object></annotation>");
}

void AnnotationEditTest::addedToAFileWithoutObjects() {
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QCOMPARE(edited(before, {addition("ox", {1, 2, 3, 4})}), after);
    const QString message = refusal("<annotation/>", addition("ox", {1, 2, 3, 4}));
    QVERIFY2(message.contains("<annotation> is empty"), qPrintable(message));
}

void AnnotationEditTest::lineEndsStay() {
    const QByteArray text = QByteArray(kPlain).replace("\n", "\r\n");
    QByteArray expected = text;
    expected.insert(expected.indexOf("</annotation>"),
                    QByteArray("  <object>\n    <name>ox</name>\n    <pose>Unspecified</pose>\n"
                               "    <truncated>0</truncated>\n    <difficult>0</difficult>\n    <bndbox>\n"
                               "      <xmin>1</xmin>\n      <ymin>2</ymin>\n      <xmax>3</xmax>\n"
                               "      <ymax>4</ymax>\n    </bndbox>\n  </object>\n")
                        .replace("\n", "\r\n"));
    QCOMPARE(edited(text, {addition("ox", {1, 2, 3, 4})}), expected);
    QCOMPARE(edited(expected, {removal(2, "ox", {1, 2, 3, 4})}), text);
}

void AnnotationEditTest::byteOrderMarkStays() {
    const QByteArray text = QByteArray("\xEF\xBB\xBF") + kPlain;
    QCOMPARE(edited(text, {rename(0, "cat", kCat, "牛")}),
             QByteArray("\xEF\xBB\xBF") + replaced(kPlain, " cat ", " 牛 "));
}

void AnnotationEditTest::otherEncodings() {
    // Declared otherwise, so that a character beyond ASCII is written as XML writes it in any encoding.
    const QByteArray text = replaced(kPlain, "utf-8", "ISO-8859-1");
    QCOMPARE(edited(text, {rename(0, "cat", kCat, "Kühe")}),
             QByteArray(text).replace(" cat ", " K&#252;he "));
    QCOMPARE(edited(text, {rename(0, "cat", kCat, "牛")}), QByteArray(text).replace(" cat ", " &#29275; "));
    // Bytes of windows-1252 stay as they are.
    const QByteArray latin = QByteArray(text).replace("dog", "h\xFCndchen");
    QCOMPARE(edited(latin, {rename(0, "cat", kCat, "ox"), move(1, "hündchen", kDog, {51, 60, 70, 80})}),
             QByteArray(latin).replace(" cat ", " ox ").replace("<xmin>50", "<xmin>51"));
    // So do those of GB 18030; its second bytes may be letters.
    const QByteArray chinese = replaced(kPlain, "utf-8", "gbk").replace("dog", "\xC5\xA3\x81\x5C");
    QCOMPARE(edited(chinese, {removal(0, "cat", kCat)}).count("\xC5\xA3\x81\x5C"), 1);
}

void AnnotationEditTest::utf16IsRefused() {
    QByteArray wide("\xFF\xFE", 2);
    for (const char c : QByteArray(kPlain)) {
        wide.append(c).append('\0');
    }
    const QString message = refusal(wide, rename(0, "cat", kCat, "ox"));
    QVERIFY2(message.contains("encoding") && message.contains("Save the file as UTF-8"), qPrintable(message));
}

void AnnotationEditTest::bodyPartsStay() {
    const QByteArray text = withObject(
        "\t<object>\n\t\t<name>person</name>\n\t\t<part>\n\t\t\t<name>head</name>\n\t\t\t<bndbox>\n"
        "\t\t\t\t<xmin>1</xmin>\n\t\t\t\t<ymin>1</ymin>\n\t\t\t\t<xmax>5</xmax>\n\t\t\t\t<ymax>5</ymax>\n"
        "\t\t\t</bndbox>\n\t\t</part>\n\t\t<bndbox>\n\t\t\t<xmin>10</xmin>\n\t\t\t<ymin>20</ymin>\n"
        "\t\t\t<xmax>30</xmax>\n\t\t\t<ymax>40</ymax>\n\t\t</bndbox>\n\t</object>");
    QCOMPARE(edited(text, {move(0, "person", kCat, {1, 20, 30, 40})}),
             QByteArray(text).replace("<xmin>10", "<xmin>1"));
    QCOMPARE(edited(text, {rename(0, "person", kCat, "rider")}), QByteArray(text).replace("person", "rider"));
    QCOMPARE(edited(text, {removal(0, "person", kCat)}),
             QByteArray("<annotation><filename>a.jpg</filename>\n</annotation>"));
    // What is added has the object's indentation, not its part's.
    QVERIFY(edited(text, {addition("ox", {1, 2, 3, 4})})
                .contains("</object>\n\t<object>\n\t\t<name>ox</name>\n"));
}

void AnnotationEditTest::sectionsAndCorners() {
    const QByteArray text = withObject(
        "<Object><NAME><![CDATA[cat]]></NAME><v:box><XMin> <![CDATA[ 10 ]]></XMin><ymin>20</ymin>"
        "<xmax>30</xmax><ymax>40</ymax></v:box></Object>");
    QCOMPARE(edited(text, {rename(0, "cat", kCat, "a<b")}),
             QByteArray(text).replace("<![CDATA[cat]]>", "a&lt;b"));
    QCOMPARE(edited(text, {move(0, "cat", kCat, {11, 20, 30, 40})}),
             QByteArray(text).replace("<![CDATA[ 10 ]]>", "11"));
    const QByteArray bare = withObject(
        "<object><name>cat</name><xmin>10</xmin><ymin>20</ymin><xmax>30</xmax><ymax>40</ymax></object>");
    QCOMPARE(edited(bare, {move(0, "cat", kCat, {10, 20, 30, 41})}),
             QByteArray(bare).replace("<ymax>40", "<ymax>41"));
    // An attribute may hold what looks like the end of its tag.
    const QByteArray quoted = withObject(
        "<object note='/>'><name lang=\">\">cat</name><bndbox><xmin>10</xmin><ymin>20</ymin><xmax>30</xmax>"
        "<ymax>40</ymax></bndbox></object>");
    QCOMPARE(edited(quoted, {rename(0, "cat", kCat, "ox")}), QByteArray(quoted).replace("cat", "ox"));
}

void AnnotationEditTest::manyAtOnce() {
    const QByteArray result =
        edited(kPlain, {addition("ox", {1, 2, 3, 4}), removal(0, "cat", kCat), rename(1, "dog", kDog, "cow"),
                        move(1, "dog", kDog, {50, 60, 71, 80}), addition("hen", {5, 6, 7, 8})});
    const EditableAnnotation read(result.toStdString(), "a.xml");
    const std::vector<FiledObject> expected{
        {0, "cow", {50, 60, 71, 80}}, {1, "ox", {1, 2, 3, 4}}, {2, "hen", {5, 6, 7, 8}}};
    QCOMPARE(read.objects(), expected);
    QVERIFY(result.contains("<difficult>1</difficult>"));  // that of the dog
    // The only object is removed, and another takes its place.
    const QByteArray one = edited(kPlain, {removal(1, "dog", kDog)});
    QCOMPARE(edited(one, {removal(0, "cat", kCat), addition("ox", {1, 2, 3, 4})}).count("<object>\n"), 1);
}

void AnnotationEditTest::contradictionsAreRefused() {
    for (const auto& pair : {std::vector{removal(0, "cat", kCat), rename(0, "cat", kCat, "ox")},
                             std::vector{rename(0, "cat", kCat, "hen"), rename(0, "cat", kCat, "ox")},
                             std::vector{move(0, "cat", kCat, kDog), removal(0, "cat", kCat)}}) {
        const QString message = messageOf([&] { edited(kPlain, pair); });
        QVERIFY2(message.contains("contradict each other") && message.contains("cat at 10, 20, 30, 40"),
                 qPrintable(message));
    }
}

void AnnotationEditTest::objectsAreVerified() {
    for (const AnnotationEdit& edit : {rename(0, "cow", kCat, "ox"), rename(0, "cat", kDog, "ox"),
                                       removal(1, "dog", kCat), move(5, "hen", kCat, kDog)}) {
        const QString message = refusal(kPlain, edit);
        QVERIFY2(message.contains("no longer has a single") && message.contains("a.xml"),
                 qPrintable(message));
    }
    // An object that moved up in the file is still the same.
    QCOMPARE(edited(kPlain, {rename(4, "dog", kDog, "ox")}),
             replaced(kPlain, "<name>dog</name>", "<name>ox</name>"));
}

void AnnotationEditTest::twinsAreToldApartByPlace() {
    const QByteArray object =
        "<object><name>cat</name><bndbox><xmin>10</xmin><ymin>20</ymin><xmax>30</xmax><ymax>40</ymax>"
        "</bndbox><pose>%</pose></object>\n";
    const QByteArray one = QByteArray(object).replace("%", "Left");
    const QByteArray two = QByteArray(object).replace("%", "Right");
    const QByteArray head = "<annotation>\n";
    const QByteArray text = head + one + two + "</annotation>";
    QCOMPARE(edited(text, {removal(0, "cat", kCat)}), head + two + "</annotation>");
    QCOMPARE(edited(text, {removal(1, "cat", kCat)}), head + one + "</annotation>");
    QVERIFY(refusal(text, removal(2, "cat", kCat)).contains("no longer has a single"));
}

void AnnotationEditTest::statesOfEdits() {
    const EditableAnnotation file(kPlain, "a.xml");
    QCOMPARE(file.stateOf(move(0, "cat", kCat, {1, 2, 3, 4})), EditState::open);
    QCOMPARE(file.stateOf(move(0, "cat", {1, 2, 3, 4}, kCat)), EditState::done);
    QCOMPARE(file.stateOf(move(0, "cat", {1, 2, 3, 4}, {1, 2, 3, 5})), EditState::lost);
    QCOMPARE(file.stateOf(rename(1, "hen", kDog, "dog")), EditState::done);
    QCOMPARE(file.stateOf(rename(1, "hen", kDog, "ox")), EditState::lost);
    QCOMPARE(file.stateOf(removal(1, "dog", kDog)), EditState::open);
    QCOMPARE(file.stateOf(removal(1, "dog", kCat)), EditState::done);
    // Somebody moved the dog a little: it is not gone. Boxes of 21 x 21 px that share 20 x 21: 420 / 462.
    QCOMPARE(file.stateOf(removal(1, "dog", {51, 60, 71, 80})), EditState::lost);
    QCOMPARE(file.stateOf(addition("dog", kDog)), EditState::done);
    QCOMPARE(file.stateOf(addition("dog", kCat)), EditState::open);
}

void AnnotationEditTest::oddFormsAreRefused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("is_move");
    QTest::addColumn<QString>("reason");
    const char* const box =
        "<bndbox><xmin>10</xmin><ymin>20</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object>";
    const auto row = [](const char* title, const QByteArray& object, bool is_move, const char* reason) {
        QTest::newRow(title) << withObject(object.constData()) << is_move << QString::fromLatin1(reason);
    };
    row("name as attribute", QByteArray("<object name='cat'>") + box, false, "not written as <name>");
    row("name with a comment", QByteArray("<object><name>c<!-- x -->at</name>") + box, false,
        "a comment, or elements");
    row("name as value", QByteArray("<object><name value='cat'/>") + box, false, "");
    row("two names", QByteArray("<object><name>cat</name><name>dog</name>") + box, false, "several names");
    row("corners as attributes",
        "<object><name>cat</name><bndbox xmin='10' ymin='20' xmax='30' ymax='40'/></object>", true,
        "not written as <xmin>");
    row("corners as values",
        "<object><name>cat</name><bndbox><xmin value='10'/><ymin>20</ymin><xmax>30</xmax><ymax>40</ymax>"
        "</bndbox></object>",
        true, "has no text");
    row("a comment in a corner",
        "<object><name>cat</name><bndbox><xmin>10<!-- ? --></xmin><ymin>20</ymin><xmax>30</xmax><ymax>40"
        "</ymax></bndbox></object>",
        true, "a comment, or elements");
    row("two boxes",
        QByteArray("<object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax>"
                   "</bndbox>") +
            box,
        true, "several boxes");
    QTest::newRow("cut off") << QByteArray(kPlain).chopped(20) << true << "no well-formed VOC annotation";
    QTest::newRow("stray bracket") << replaced(kPlain, " cat ", "cat < dog") << true
                                   << "no well-formed VOC annotation";
    QTest::newRow("no annotation") << QByteArray("<html></html>") << true << "no well-formed VOC annotation";
    QTest::newRow("empty") << QByteArray() << true << "no well-formed VOC annotation";
}

void AnnotationEditTest::oddFormsAreRefused() {
    QFETCH(const QByteArray, text);
    QFETCH(const bool, is_move);
    QFETCH(const QString, reason);
    const QString message =
        refusal(text, is_move ? move(0, "cat", kCat, {11, 20, 30, 40}) : rename(0, "cat", kCat, "ox"));
    QVERIFY2(message.contains(reason) && message.contains("a.xml"), qPrintable(message));
}

void AnnotationEditTest::verifiedIsReadAndWritten_data() {
    QTest::addColumn<QByteArray>("root");
    QTest::addColumn<bool>("is_verified");
    QTest::addColumn<QByteArray>("set");
    QTest::addColumn<QByteArray>("removed");
    const auto row = [](const char* name, const char* root, bool is_verified, const char* set,
                        const char* removed) {
        QTest::newRow(name) << QByteArray(root) << is_verified << QByteArray(set) << QByteArray(removed);
    };
    row("absent", "<annotation>", false, "<annotation verified=\"yes\">", "<annotation>");
    row("blank", "<annotation >", false, "<annotation verified=\"yes\" >", "<annotation >");
    row("lines", "<annotation\r\n>", false, "<annotation verified=\"yes\"\r\n>", "<annotation\r\n>");
    row("other", "<annotation a='verified=\"yes\"'>", false,
        "<annotation verified=\"yes\" a='verified=\"yes\"'>", "<annotation a='verified=\"yes\"'>");
    row("no", "<annotation verified=\"no\">", false, "<annotation verified=\"yes\">", "<annotation>");
    row("empty", "<annotation verified=\"\">", false, "<annotation verified=\"yes\">", "<annotation>");
    row("quotes", "<annotation x=\"1\"  verified = 'No' y=\"2\">", false,
        "<annotation x=\"1\"  verified = 'yes' y=\"2\">", "<annotation x=\"1\" y=\"2\">");
    row("yes", "<annotation verified=\"yes\">", true, "<annotation verified=\"yes\">", "<annotation>");
    row("capitals", "<Annotation Verified=\"YES\">", true, "<Annotation Verified=\"yes\">", "<Annotation>");
    row("true", "<annotation verified=\"True\">", true, "<annotation verified=\"yes\">", "<annotation>");
    row("1", "<annotation verified=\" 1 \">", true, "<annotation verified=\"yes\">", "<annotation>");
    row("0", "<annotation verified=\"0\">", false, "<annotation verified=\"yes\">", "<annotation>");
    row("prefix", "<v:annotation xmlns:v='u'>", false, "<v:annotation verified=\"yes\" xmlns:v='u'>",
        "<v:annotation xmlns:v='u'>");
}

void AnnotationEditTest::verifiedIsReadAndWritten() {
    QFETCH(const QByteArray, root);
    QFETCH(const bool, is_verified);
    QFETCH(const QByteArray, set);
    QFETCH(const QByteArray, removed);
    QByteArray name = root.mid(1);
    name.truncate(name.indexOf(root.contains("\r\n") ? '\r' : root.contains(' ') ? ' ' : '>'));
    const QByteArray head = "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- <annotation verified=\"yes\"> -->\n";
    const QByteArray body =
        "\n<filename>a.jpg</filename>\n<object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin>"
        "<xmax>3</xmax><ymax>4</ymax></bndbox></object>\n</" +
        name + ">";
    const QByteArray text = head + root + body;
    QCOMPARE(EditableAnnotation(text.toStdString(), "a.xml").isVerified(), is_verified);
    const QByteArray marked = edited(text, {verifying("yes")});
    QCOMPARE(marked, head + set + body);
    QVERIFY(EditableAnnotation(marked.toStdString(), "a.xml").isVerified());
    QCOMPARE(edited(text, {verifying("")}), head + removed + body);
    QVERIFY(!EditableAnnotation(edited(text, {verifying("")}).toStdString(), "a.xml").isVerified());
    if (!root.toLower().contains(" verified")) {
        QCOMPARE(edited(marked, {verifying("")}), text);
    }
}

void AnnotationEditTest::verifiedStandsBesideOtherChanges() {
    QByteArray expected = replaced(kPlain, " verified=\"yes\"", "");
    expected.replace("<name>dog</name>", "<name>cow</name>");
    QCOMPARE(edited(kPlain, {verifying(""), rename(1, "dog", kDog, "cow")}), expected);
    const EditableAnnotation annotation(kPlain, "a.xml");
    QCOMPARE(annotation.verifiedText(), std::string("yes"));
    QVERIFY(annotation.stateOf(verifying("yes")) == EditState::done);
    QVERIFY(annotation.stateOf(verifying("")) == EditState::open);
    // An empty annotation that closes itself can be marked, too.
    QCOMPARE(edited("<annotation/>", {verifying("yes")}), QByteArray("<annotation verified=\"yes\"/>"));
}

void AnnotationEditTest::pixelsOfBoxes() {
    // 0.1 of 100 px begins behind pixel 10; both ends count.
    QCOMPARE(wholePixels({0.1F, 0.2F, 0.3F, 0.4F}, 100, 200), (VocBox{11, 41, 30, 80}));
    QCOMPARE(wholePixels({-0.5F, 0.0F, 2.0F, 1.0F}, 100, 200), (VocBox{1, 1, 100, 200}));
    QCOMPARE(wholePixels({1.0F, 0.5F, 1.0F, 0.5F}, 100, 200), (VocBox{100, 101, 100, 101}));
}

QTEST_GUILESS_MAIN(AnnotationEditTest)
#include "annotation_edit_test.moc"

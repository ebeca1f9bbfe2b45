#include "core/base/text/sentence.hpp"

#include <QTest>

#include "core/base/error.hpp"

using namespace priorscope;

class SentenceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void putsValuesIn() {
        QCOMPARE(Core::tr("%2 of %1, %1").arg("a").arg(3).text(), std::string("3 of a, a"));
        QCOMPARE(Core::tr("100 %% of %1").arg("%2").text(), std::string("100 % of %2"));
        QCOMPARE(Core::tr("%1 and %2").arg("one").text(), std::string("one and %2"));
        QCOMPARE(Sentence("50 %1 %%").text(), std::string("50 %1 %%"));  // of other origin: as it is
    }

    void joins() {
        const Sentence cut = Core::tr("cut off after %1 bytes").arg(12);
        Sentence both = "file: " + cut + ".";
        QCOMPARE(both.text(), std::string("file: cut off after 12 bytes."));
        both += std::string(" More.");
        QCOMPARE(both.text(), std::string("file: cut off after 12 bytes. More."));
        QVERIFY(Sentence().empty() && (Sentence() + Sentence()).empty());
        QVERIFY((Sentence() + cut).isForTranslation());
    }

    void errorsAreEnglish() {
        const Error error({.action = Core::tr("reading the list"),
                           .file = "a.txt",
                           .line = 3,
                           .reason = Core::tr("there are %1 entries").arg(2),
                           .remedy = "Remove one"});
        QCOMPARE(error.what(), "reading the list a.txt:3: there are 2 entries. Remove one");
    }
};

QTEST_APPLESS_MAIN(SentenceTest)
#include "sentence_test.moc"

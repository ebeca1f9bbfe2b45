// The Chinese translation is complete: every source string has a translation, and none is obsolete.
#include <QDir>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace {

struct Message {
    QString translation;
    QString type;  ///< empty if it is finished
};
/// By context and source text.
using Messages = QMap<QString, Message>;

Messages readTs(const QString& path) {
    QFile file(path);
    Messages messages;
    if (!file.open(QIODevice::ReadOnly)) {
        return messages;
    }
    QXmlStreamReader xml(&file);
    QString context;
    QString source;
    QString comment;
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement()) {
            continue;
        }
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            comment.clear();
        } else if (xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            Message message;
            message.type = xml.attributes().value(QLatin1String("type")).toString();
            message.translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            messages.insert(context + QStringLiteral(": ") + source + comment, message);
        }
    }
    return messages;
}

/// The placeholders %1, %2, %n and the like, and %%.
QStringList placeholders(const QString& text) {
    static const QRegularExpression kPlaceholder(QStringLiteral("%(L?\\d+|n|%)"));
    QStringList found;
    auto matches = kPlaceholder.globalMatch(text);
    while (matches.hasNext()) {
        found << matches.next().captured();
    }
    found.sort();
    found.removeDuplicates();
    return found;
}

const QString kTs = QStringLiteral(PRIORSCOPE_SOURCE_DIR "/translations/priorscope_zh_CN.ts");

}  // namespace

class TranslationsTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everyEntryIsFinished();
    void placeholdersAgree();
    void everyStringOfTheSourcesIsThere();
};

void TranslationsTest::everyEntryIsFinished() {
    const Messages messages = readTs(kTs);
    QVERIFY(messages.size() > 100);
    for (auto entry = messages.begin(); entry != messages.end(); ++entry) {
        QVERIFY2(entry->type.isEmpty(), qPrintable(entry.key() + " is " + entry->type));
        QVERIFY2(!entry->translation.isEmpty(), qPrintable(entry.key() + " has no translation"));
    }
}

void TranslationsTest::placeholdersAgree() {
    const Messages messages = readTs(kTs);
    for (auto entry = messages.begin(); entry != messages.end(); ++entry) {
        const QString source = entry.key().section(QStringLiteral(": "), 1);
        QVERIFY2(placeholders(source) == placeholders(entry->translation), qPrintable(entry.key()));
    }
}

void TranslationsTest::everyStringOfTheSourcesIsThere() {
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("priorscope_zh_CN.ts"));
    QVERIFY(QFile::copy(kTs, copy));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
    QProcess lupdate;
    const QString root = QStringLiteral(PRIORSCOPE_SOURCE_DIR);
    lupdate.start(QStringLiteral(PRIORSCOPE_LUPDATE),
                  {QStringLiteral("-silent"), QStringLiteral("-locations"), QStringLiteral("none"),
                   root + QStringLiteral("/core"), root + QStringLiteral("/widgets"),
                   root + QStringLiteral("/app"), QStringLiteral("-I"), root, QStringLiteral("-ts"), copy});
    QVERIFY(lupdate.waitForFinished(120000));
    QCOMPARE(lupdate.exitCode(), 0);
    const Messages updated = readTs(copy);
    QVERIFY(updated.size() > 100);
    for (auto entry = updated.begin(); entry != updated.end(); ++entry) {
        const QString state =
            entry->type == QLatin1String("vanished")     ? QStringLiteral(" is no longer in the sources")
            : entry->type == QLatin1String("unfinished") ? QStringLiteral(" is not translated")
                                                         : entry->type;
        QVERIFY2(entry->type.isEmpty(), qPrintable(entry.key() + state));
    }
}

QTEST_MAIN(TranslationsTest)
#include "translations_test.moc"

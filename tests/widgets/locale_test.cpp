// Files, curves and exports do not depend on the user's language; what a person reads does, with the same
// values. The languages write decimals with a comma (de_DE, tr_TR), i without a dot (tr_TR), and digits of
// their own (ar_EG).
#include <QFileInfo>
#include <QTableView>
#include <clocale>
#include <cstdio>

#include "train_workspace_fixture.hpp"
#include "widgets/components/figure_strip.hpp"
#include "widgets/components/number_field.hpp"
#include "widgets/dataset/findings_panel.hpp"
#include "widgets/training/training_plots.hpp"

using namespace priorscope;

using Phase = TrainingController::Phase;

namespace {

/// "0.5" or "0,5": how C's own functions write a half.
QString halfInC() {
    char text[8] = {};
    std::snprintf(text, sizeof text, "%.1f", 0.5);
    return QString::fromLatin1(text);
}

/// The number in a cell or figure, without the words and marks around it; nothing for a text.
std::optional<double> valueIn(const QString& text) {
    return readNumber(text).value;
}

/// What the window shows of a run, and what it exports.
struct Shown {
    QStringList exports;     ///< CSV of every plot, and of the findings
    QStringList cells;       ///< of the table of runs
    QVariantList sorted_by;  ///< the same cells' values for sorting
    QStringList figures;
    std::vector<double> read_out;
};

}  // namespace

class LocaleTest : public QObject, private TrainWorkspaceFixture {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase();
    void init() { open(); }
    void cleanup();
    void theLanguageOfTheEnvironmentIsInForce();
    void aRunLooksTheSame_data();
    void aRunLooksTheSame();
    void trainingWritesTheSame_data() { aRunLooksTheSame_data(); }
    void trainingWritesTheSame();

  private:
    static bool enter(const QString& name);
    void trainInto(const QString& folder);
    Shown show(const QString& folder);
    static QStringList metricsOf(const QString& folder);

    QTemporaryDir m_folder;
    QString m_environment;
    QStringList m_reference;  ///< metrics.csv of a run in the C locale
};

/// @return false if there is no such locale: scripts/setup.sh makes them
bool LocaleTest::enter(const QString& name) {
    const QByteArray full = name == QLatin1String("C") ? QByteArray("C") : name.toLatin1() + ".UTF-8";
    QLocale::setDefault(name == QLatin1String("C") ? QLocale::c() : QLocale(name));
    return std::setlocale(LC_ALL, full.constData()) != nullptr;
}

void LocaleTest::initTestCase() {
    m_environment = QString::fromLatin1(std::setlocale(LC_ALL, nullptr));
    makeSample();
    QVERIFY(enter(QStringLiteral("C")));
    open();
    trainInto(m_folder.path());
    m_reference = metricsOf(m_folder.path());
    cleanup();
}

void LocaleTest::cleanup() {
    close();
    std::setlocale(LC_ALL, qPrintable(m_environment));
    QLocale::setDefault(QLocale::c());
}

/// With LC_ALL=de_DE.UTF-8 (and so on), the other tests run under it: it must have taken.
void LocaleTest::theLanguageOfTheEnvironmentIsInForce() {
    const QByteArray wanted = qgetenv("LC_ALL");
    const bool has_comma = wanted.startsWith("de_DE") || wanted.startsWith("tr_TR");
    QCOMPARE(halfInC(), has_comma ? QStringLiteral("0,5") : QStringLiteral("0.5"));
    if (wanted.startsWith("de_DE")) {
        QCOMPARE(QLocale::system().decimalPoint(), QStringLiteral(","));
    }
}

void LocaleTest::trainInto(const QString& folder) {
    m_workspace->form()->setRunsFolder(folder);
    Q_EMIT m_workspace->form()->runsFolderChanged(folder);
    setRun(6);
    m_workspace->startRun();
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->controller().phase(), Phase::finished, 120000);
    QTRY_VERIFY(m_workspace->isSettled());
}

/// The lines without the columns of time.
QStringList LocaleTest::metricsOf(const QString& folder) {
    const QDir runs(folder);
    QFile file(runs.filePath(runs.entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0)) +
               QStringLiteral("/metrics.csv"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    const QStringList head = lines.value(0).split(u',');
    for (QString& line : lines) {
        QStringList cells = line.split(u',');
        for (qsizetype i = cells.size() - 1; i >= 0; --i) {
            const QString name = head.value(i);
            if (name == QLatin1String("elapsed_s") || name.contains(QLatin1String("seconds")) ||
                name.contains(QLatin1String("per_s")) || name == QLatin1String("wait_share")) {
                cells.removeAt(i);
            }
        }
        line = cells.join(u',');
    }
    return lines;
}

Shown LocaleTest::show(const QString& folder) {
    m_workspace->form()->setRunsFolder(folder);
    Q_EMIT m_workspace->form()->runsFolderChanged(folder);
    [this] {
        QTRY_COMPARE(m_workspace->runs()->rowCount(), 1);
        QTRY_VERIFY(m_workspace->isSettled());
        m_workspace->findChild<QTableView*>()->selectRow(0);
        QTRY_COMPARE(m_workspace->plots()->current().steps.size(), 6U);
    }();
    Shown shown;
    for (const PlotWidget* plot : m_workspace->findChildren<PlotWidget*>()) {
        shown.exports.append(plot->csv());
    }
    FindingsPanel findings(m_around->context);
    shown.exports.append(findings.csv());
    const RunTableModel& runs = *m_workspace->runs();
    for (int column = 0; column < runs.columnCount(); ++column) {
        const QModelIndex index = runs.index(0, column);
        shown.cells.append(index.data().toString());
        shown.sorted_by.append(index.data(RunTableModel::SortRole));
    }
    for (const auto& figure : m_workspace->findChild<FigureStrip*>()->figures()) {
        shown.figures.append(figure.value);
    }
    if (const auto read_out = m_workspace->plots()->lossPanel()->plot()->readOutAt(6.0)) {
        for (const PlotReadOut::Value& value : read_out->values) {
            shown.read_out.push_back(value.value);
        }
    }
    return shown;
}

void LocaleTest::aRunLooksTheSame_data() {
    QTest::addColumn<QString>("locale");
    for (const char* name : {"de_DE", "tr_TR", "ar_EG"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void LocaleTest::aRunLooksTheSame() {
    QFETCH(const QString, locale);
    QVERIFY(enter(QStringLiteral("C")));
    const Shown expected = show(m_folder.path());
    QVERIFY(!expected.read_out.empty());
    std::vector<std::optional<double>> cells;
    for (const QString& cell : expected.cells) {
        cells.push_back(valueIn(cell));
    }
    close();
    QVERIFY2(enter(locale), "scripts/setup.sh makes this locale");
    if (locale != QLatin1String("ar_EG")) {
        QCOMPARE(halfInC(), QStringLiteral("0,5"));
    }
    open();
    const Shown shown = show(m_folder.path());
    QCOMPARE(shown.exports, expected.exports);
    QCOMPARE(shown.sorted_by, expected.sorted_by);
    QCOMPARE(shown.read_out, expected.read_out);
    int numbers = 0;
    for (qsizetype i = 0; i < shown.cells.size(); ++i) {
        const auto& number = cells[static_cast<std::size_t>(i)];
        if (number && expected.cells[i] != shown.cells[i]) {
            ++numbers;
            QCOMPARE(valueIn(shown.cells[i]), number);
        }
    }
    QVERIFY2(numbers >= 2,
             qPrintable(shown.cells.join(u' ')));  // mAP and learning rate, in the language's own way
}

void LocaleTest::trainingWritesTheSame() {
    QFETCH(const QString, locale);
    close();
    QVERIFY2(enter(locale), "scripts/setup.sh makes this locale");
    open();
    trainInto(m_runs->path());
    const QStringList metrics = metricsOf(m_runs->path());
    QVERIFY(metrics.size() > 6);
    QCOMPARE(metrics, m_reference);
}

QTEST_MAIN(LocaleTest)
#include "locale_test.moc"

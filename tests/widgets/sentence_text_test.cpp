// With the Chinese translation installed, the window shows core's sentences in Chinese, and files stay
// English.
#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <new>

#include "core/dataset/class_list.hpp"
#include "core/priors/prior_config.hpp"
#include "core/training/plan/training_option_table.hpp"
#include "tests/support/voc_fixture.hpp"
#include "tests/widgets/sample_fixture.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/dataset/findings_panel.hpp"

using namespace priorscope;

namespace {

void replaceInFile(const QString& path, const QByteArray& before, const QByteArray& after) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains(before));
    bytes.replace(before, after);
    QVERIFY(file.resize(0) && file.seek(0));
    QCOMPARE(file.write(bytes), bytes.size());
}

}  // namespace

class SentenceTextTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_chinese.load(QStringLiteral(":/i18n/priorscope_zh_CN.qm")));
        QVERIFY(QCoreApplication::installTranslator(&m_chinese));
    }

    void aFailureNamesLineAndClass() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("classes.txt"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("cat\ndog\ncat\n");
        file.close();
        try {
            readClassList(path.toStdString());
            QFAIL("the list was read");
        } catch (const Error& error) {
            QCOMPARE(QString::fromStdString(error.what()),
                     QStringLiteral("reading the class list %1:3: the class \"cat\" occurs twice (line 1). "
                                    "Remove one of the two lines")
                         .arg(path));
            QCOMPARE(
                errorText(error),
                QStringLiteral("读取类别列表 %1:3：类别“cat”出现两次（第 1 行）。请删除两行之一").arg(path));
        }
    }

    void severalProblemsAreJoined() {
        PriorConfig layout;
        layout.name = "mine";
        layout.input_size = 8;
        try {
            throwOnProblems(Core::tr("saving the priors %1").arg(layout.name), layout.validate());
            QFAIL("the layout is valid");
        } catch (const Error& error) {
            QCOMPARE(error.what(),
                     "saving the priors mine: input_size must be 16 to 4096 pixels, got 8; maps must hold at "
                     "least one feature map");
            QCOMPARE(errorText(error),
                     QStringLiteral("保存先验框 mine：input_size 必须是 16 至 4096 像素，实际为 8；"
                                    "maps 必须至少有一个特征图"));
        }
    }

    void anOptionTellsItsRange() {
        TrainingOptions options;
        options.batch_size = 5000;
        const std::vector<Problem> problems = trainingOptionTable().problems(options);
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems[0].message.text(), std::string("must be 0 (the preset's) or 1 to 4096"));
        QCOMPARE(sentenceText(problems[0].message), QStringLiteral("必须为：0（预设值） 或 1 至 4096"));
    }

    void otherFailuresAreToldToo() {
        QCOMPARE(errorText(std::bad_alloc()), QStringLiteral("内存不足。请关闭其他程序，或减少工作量"));
    }

    void namesAndForeignTextStay() {
        QCOMPARE(sentenceText(std::string("none")), QStringLiteral("none"));
        QCOMPARE(sentenceText(Core::tr("loading %1").arg("none")), QStringLiteral("加载none"));
        QCOMPARE(sentenceText(Core::tr("a sentence that has no translation")),
                 QStringLiteral("a sentence that has no translation"));
    }

    void aFindingIsChineseAndItsCsvEnglish() {
        const fixture::VocFolder folder;
        replaceInFile(folder.path() + QStringLiteral("/Annotations/000003.xml"), "<xmax>285</xmax>",
                      "<xmax>333</xmax>");
        WorkspaceSurroundings around;
        FindingsPanel panel(around.context);
        around.workbench.setDataset(folder.read());
        panel.kindChoice()->setCurrentIndex(0);
        Q_EMIT panel.kindChoice()->activated(0);
        const QAbstractItemModel& model = *panel.table()->model();
        QString shown;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex file = model.index(row, IssueTableModel::FileColumn);
            if (file.data().toString() == QStringLiteral("000003.xml")) {
                shown = model.index(row, IssueTableModel::DetailColumn).data().toString();
            }
        }
        QCOMPARE(shown,
                 QStringLiteral("框 (16, 16, 333, 285) 超出 300 x 300 的图像：只训练图像内的部分。请更正。"));
        QVERIFY(panel.csv().contains(
            QStringLiteral("The box (16, 16, 333, 285) reaches outside the image of 300 x 300: the part "
                           "inside is trained on. Correct it.")));
        QVERIFY(!panel.csv().contains(QStringLiteral("图像")));
    }

  private:
    QTranslator m_chinese;
};

QTEST_MAIN(SentenceTextTest)
#include "sentence_text_test.moc"

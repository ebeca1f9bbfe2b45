// Segments side by side, and the menu that replaces them where it is narrow.
#include "widgets/components/controls.hpp"

#include <QImage>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

#include "widgets/components/choice_box.hpp"
#include "widgets/components/text.hpp"

using namespace priorscope;

class ControlsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_window = std::make_unique<QWidget>();
        m_control = new SegmentedControl(
            {QStringLiteral("Objects"), QStringLiteral("Cells"), QStringLiteral("Matching")}, m_window.get());
        m_window->resize(600, 80);
        m_control->setGeometry(0, 0, m_control->sizeHint().width(), 28);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void segmentsHaveRoomForTheirWords() {
        QVERIFY(!m_control->menuButton()->isVisible());
        for (int i = 0; i < 3; ++i) {
            const QToolButton* segment = m_control->segment(i);
            QVERIFY(segment->isVisible());
            QVERIFY(segment->width() >= segment->fontMetrics().horizontalAdvance(segment->text()));
            QVERIFY(i == 0 || segment->x() >= m_control->segment(i - 1)->geometry().right());
        }
    }

    void becomesAMenuBeforeWordsAreCut() {
        m_control->setCurrent(2);
        m_control->resize(m_control->sizeHint().width() - 1, 28);
        QVERIFY(m_control->menuButton()->isVisible());
        QVERIFY(!m_control->segment(0)->isVisible());
        QVERIFY(m_control->menuButton()->text().startsWith(QStringLiteral("Matching")));
        QVERIFY(m_control->menuButton()->width() <= m_control->minimumSizeHint().width());
        m_control->resize(m_control->minimumSizeHint().width(), 28);
        const QToolButton* button = m_control->menuButton();
        QVERIFY(button->width() >= button->fontMetrics().horizontalAdvance(button->text()));
    }

    void theMenuChooses() {
        m_control->resize(m_control->minimumSizeHint().width(), 28);
        m_control->segment(1)->setEnabled(false);
        const QSignalSpy changed(m_control, &SegmentedControl::changed);
        QMenu* menu = m_control->menuButton()->menu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 3);
        QVERIFY(menu->actions().at(0)->isChecked());
        QVERIFY(!menu->actions().at(1)->isEnabled());
        menu->actions().at(2)->trigger();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.at(0).at(0).toInt(), 2);
        QCOMPARE(m_control->current(), 2);
        QVERIFY(m_control->menuButton()->text().startsWith(QStringLiteral("Matching")));
    }

    void theFocusStays() {
        m_window->activateWindow();
        m_control->segment(0)->setFocus();
        QTRY_VERIFY(m_control->segment(0)->hasFocus());
        m_control->resize(m_control->minimumSizeHint().width(), 28);
        QVERIFY(m_control->menuButton()->hasFocus());
        m_control->resize(m_control->sizeHint().width(), 28);
        QVERIFY(m_control->segment(0)->hasFocus());
    }

    void aChoiceThatIsNoneShowsItsPlaceholder() {
        ChoiceBox box;
        box.addItem(QStringLiteral("ssd-tiny"));
        box.setCurrentIndex(-1);
        box.resize(160, 28);
        const QImage empty = box.grab().toImage();
        box.setPlaceholderText(QStringLiteral("*ssd-tiny"));
        QVERIFY(box.grab().toImage() != empty);
    }

    void aColumnOfFiguresHoldsTheWidest() {
        QStandardItemModel model(2, 1);
        model.setHorizontalHeaderItem(0, new QStandardItem(QStringLiteral("At")));
        QTableView table;
        table.setModel(&model);
        model.setItem(0, new QStandardItem(QStringLiteral("1 × 1")));
        QCOMPARE(figureColumnWidth(table, 0, 64), 64);
        model.setItem(1, new QStandardItem(QStringLiteral("15200 × 12000")));
        QVERIFY(figureColumnWidth(table, 0, 64) >
                tabularWidth(QFontMetricsF(table.font()), QStringLiteral("15200 × 12000")));
    }

    void aShortenedTextIsShownWhereItSaysSomething_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shortened");
        QTest::addColumn<bool>("is_shown");
        // Two ideographs say as much as four letters; "Be…" says nothing.
        QTest::newRow("ideographs") << QStringLiteral("最佳交并比") << QStringLiteral("最佳…") << true;
        QTest::newRow("one ideograph") << QStringLiteral("最佳交并比") << QStringLiteral("最…") << false;
        QTest::newRow("letters") << QStringLiteral("Best IoU") << QStringLiteral("Best…") << true;
        QTest::newRow("few letters") << QStringLiteral("Best IoU") << QStringLiteral("Be…") << false;
    }

    void aShortenedTextIsShownWhereItSaysSomething() {
        QFETCH(QString, text);
        QFETCH(QString, shortened);
        QFETCH(bool, is_shown);
        ElidedLabel label(text);
        label.resize(label.fontMetrics().horizontalAdvance(shortened) + 1, 24);
        QCOMPARE(label.fontMetrics().elidedText(text, Qt::ElideRight, label.width()), shortened);
        QImage image(label.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        label.render(&image, {}, {}, QWidget::RenderFlags());
        bool any = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                any = any || image.pixelColor(x, y).lightness() < 128;
            }
        }
        QCOMPARE(any, is_shown);
    }

  private:
    std::unique_ptr<QWidget> m_window;
    SegmentedControl* m_control = nullptr;
};

QTEST_MAIN(ControlsTest)
#include "controls_test.moc"

// Images are tagged, filtered by tags and findings, and filters are saved.
#include "widgets/session/image_tags.hpp"

#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "core/dataset/filter_text.hpp"
#include "sample_fixture.hpp"
#include "tests/support/voc_fixture.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/name_picker.hpp"
#include "widgets/dataset/dataset_workspace.hpp"
#include "widgets/dataset/findings_panel.hpp"
#include "widgets/frame/context_bar.hpp"

using namespace priorscope;

namespace {

using Images = std::vector<std::size_t>;

void take(NamePicker& picker, const QString& name) {
    QVERIFY(picker.isVisible());
    QTest::keyClicks(picker.field(), name);
    QTest::keyClick(picker.field(), Qt::Key_Return);
}

}  // namespace

class ImageTagsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void tagsAreKept();
    void aTagThatAllHaveIsTakenBack();
    void keysTag();
    void findingsAreMarks();
    void filtersAreSaved();
    void aSavedFilterThatDoesNotFitIsTold();

  private:
    void open() {
        m_around = std::make_unique<WorkspaceSurroundings>();
        m_around->project.open(m_data->filePath(QStringLiteral("project.sqlite")));
        m_around->workbench.setDataset(m_voc->read());
    }
    void filter(const char* text) {
        m_around->workbench.setFilter(filterFromText(text, m_around->workbench.dataset()->classes));
    }
    const Images& shown() const { return m_around->workbench.images(); }

    std::unique_ptr<fixture::VocFolder> m_voc;
    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<WorkspaceSurroundings> m_around;
};

void ImageTagsTest::init() {
    m_around.reset();
    m_voc = std::make_unique<fixture::VocFolder>();
    m_data = std::make_unique<QTemporaryDir>();
    open();
}

void ImageTagsTest::tagsAreKept() {
    m_around->tags.toggle(QStringLiteral("night"), {0, 3});
    m_around->tags.toggle(QStringLiteral(" to do "), {3});
    QCOMPARE(m_around->tags.of(3), (QStringList{QStringLiteral("night"), QStringLiteral("to do")}));
    filter("tag=night");
    QCOMPARE(shown(), (Images{0, 3}));
    m_around->tags.toggle(QStringLiteral("night"), {5});  // the filter follows
    QCOMPARE(shown(), (Images{0, 3, 5}));
    open();  // another session
    QCOMPARE(m_around->tags.names(), (QStringList{QStringLiteral("night"), QStringLiteral("to do")}));
    filter("tag=\"to do\"");
    QCOMPARE(shown(), Images{3});
}

void ImageTagsTest::aTagThatAllHaveIsTakenBack() {
    m_around->tags.toggle(QStringLiteral("night"), {0, 1});
    m_around->tags.toggle(QStringLiteral("night"), {1, 2});  // 2 lacks it
    m_around->tags.toggle(QStringLiteral("night"), {0, 1});
    QCOMPARE(m_around->tags.of(0), QStringList());
    QCOMPARE(m_around->tags.of(2), QStringList{QStringLiteral("night")});
    m_around->tags.toggle(QStringLiteral("night"), {2});
    QVERIFY(m_around->tags.names().isEmpty());
}

void ImageTagsTest::keysTag() {
    DatasetWorkspace workspace(m_around->context);
    workspace.resize(1000, 700);
    workspace.show();
    m_around->workbench.setCurrentImage(1);
    const auto trigger = [&workspace](const QString& text) {
        for (QAction* action : workspace.commands()) {
            if (action != nullptr && action->text() == text) {
                action->trigger();
            }
        }
    };
    trigger(QStringLiteral("Tag the image…"));
    take(*workspace.tagPicker(), QStringLiteral("night"));
    QCOMPARE(m_around->tags.of(1), QStringList{QStringLiteral("night")});
    filter("class=dog");
    trigger(QStringLiteral("Tag all images shown…"));
    take(*workspace.tagPicker(), QStringLiteral("dogs"));
    QCOMPARE(m_around->workbench.marks().at("tag=dogs"),
             (std::vector<bool>{false, false, true, true, true, true}));
}

void ImageTagsTest::findingsAreMarks() {
    const FindingsPanel panel(m_around->context);
    filter("finding=missing-image");
    QCOMPARE(shown(), Images{5});  // the image without a file
    filter("-finding=missing-image");
    QCOMPARE(shown().size(), 5U);
}

void ImageTagsTest::filtersAreSaved() {
    ContextBar bar(m_around->workbench, m_around->themes);
    bar.keepFiltersIn(m_around->project);
    m_around->project.keepSavedFilters({{"two", "objects=2 difficult=hidden truncated=shown"}});
    m_around->tags.toggle(QStringLiteral("night"), {0});
    bar.resize(1200, 44);
    bar.show();
    const auto menuOf = [&bar]() -> QMenu* {
        for (QToolButton* button : bar.findChildren<QToolButton*>()) {
            if (button->property("dashed") == true && button->isVisible()) {
                button->click();
            }
        }
        const auto menus = bar.findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly);
        return menus.isEmpty() ? nullptr : menus.last();
    };
    const auto trigger = [](QMenu* menu, const QString& text) {
        for (QAction* action : menu->actions()) {
            if (action->text() == text) {
                action->trigger();
                return;
            }
        }
        QFAIL(qPrintable(text));
    };
    QMenu* menu = menuOf();
    QVERIFY(menu != nullptr);
    trigger(menu, QStringLiteral("two"));
    QCOMPARE(shown(), (Images{2, 3}));
    menu->close();
    filter("objects=1");
    menu = menuOf();
    trigger(menu, QStringLiteral("Save these filters…"));
    take(*bar.findChild<NamePicker*>(), QStringLiteral("one"));
    QCOMPARE(m_around->project.savedFilters().at("one"),
             std::string("objects=1 difficult=hidden truncated=shown"));
}

void ImageTagsTest::aSavedFilterThatDoesNotFitIsTold() {
    ContextBar bar(m_around->workbench, m_around->themes);
    bar.keepFiltersIn(m_around->project);
    bar.show();
    m_around->project.keepSavedFilters({{"cows", "class=cow"}});
    for (QToolButton* button : bar.findChildren<QToolButton*>()) {
        if (button->property("dashed") == true) {
            button->click();
        }
    }
    for (QAction* action : bar.findChild<QMenu*>()->actions()) {
        if (action->text() == QStringLiteral("cows")) {
            action->trigger();
        }
    }
    QCOMPARE(shown().size(), 6U);
    QVERIFY(bar.countText().contains(QStringLiteral("not understood")));
}

QTEST_MAIN(ImageTagsTest)
#include "image_tags_test.moc"

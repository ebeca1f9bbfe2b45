#include "widgets/dataset/dataset_workspace.hpp"

#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>
#include <utility>

#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/name_picker.hpp"
#include "widgets/dataset/editing/label_editor.hpp"
#include "widgets/dataset/editing/verifier.hpp"
#include "widgets/dataset/facets.hpp"
#include "widgets/dataset/findings_panel.hpp"
#include "widgets/dataset/group_facets.hpp"
#include "widgets/dataset/image_grid.hpp"
#include "widgets/dataset/image_inspector.hpp"
#include "widgets/dataset/image_rows.hpp"
#include "widgets/dataset/images_panel.hpp"
#include "widgets/dataset/object_steps.hpp"
#include "widgets/dataset/plots/dataset_plots.hpp"
#include "widgets/dataset/splits/split_mover.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/session/brightness_figures.hpp"
#include "widgets/session/image_tags.hpp"
#include "widgets/session/label_edits.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kNarrow = 720;  ///< below this width, the facets make room for the images
constexpr int kNarrowFacets = 240;
constexpr int kLow = 600;  ///< below this height, the plots make room for the images

}  // namespace

DatasetWorkspace::DatasetWorkspace(const WorkspaceContext& context, QWidget* parent)
    : Workspace(context, parent) {
    Workbench& workbench = context.workbench;
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setObjectName(QStringLiteral("dataset-columns"));
    m_columns->setHandleWidth(1);
    m_columns->setChildrenCollapsible(false);
    auto* rows = new QSplitter(Qt::Vertical, m_columns);
    rows->setObjectName(QStringLiteral("dataset-rows-with-plots"));
    rows->setHandleWidth(1);
    rows->setChildrenCollapsible(false);
    m_brightness = new BrightnessFigures(workbench, context.jobs, this);
    m_plots = new DatasetPlots(workbench, context.themes, *m_brightness, this);
    connect(m_plots, &DatasetPlots::sessionChanged, this, &Workspace::sessionChanged);
    rows->addWidget(m_plots);
    m_images = new ImagesPanel(workbench, context.draft, context.themes, context.jobs, this);
    connect(m_images, &ImagesPanel::splitSaved, this, &Workspace::rereadRequested);
    rows->addWidget(m_images);
    m_editor = new LabelEditor(context, *m_images->canvas(), this);
    m_images->setFooter(m_editor->bar());
    connect(m_images, &ImagesPanel::largeChanged, m_editor, &LabelEditor::setLarge);
    connect(m_images, &ImagesPanel::largeChanged, this, [this] { setFocusProxy(m_images->view()); });
    connect(m_editor, &LabelEditor::editingChanged, this, &DatasetWorkspace::showPlots);
    connect(m_editor, &LabelEditor::editingChanged, m_images, &ImagesPanel::setShowsAll);
    connect(m_editor, &LabelEditor::largeWanted, this, [this] { showLargeImage(true); });
    connect(m_editor, &LabelEditor::told, this, [this](const QString& text) {
        text.isEmpty() ? m_images->banner()->hide() : m_images->banner()->showError(text);
    });
    m_findings = new FindingsPanel(context, this);
    rows->addWidget(m_findings);
    rows->setStretchFactor(1, 1);
    rows->setSizes({200, 400, 176});
    m_facets = new Facets(workbench, context.themes, this);
    m_columns->addWidget(m_facets);
    m_columns->addWidget(rows);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({280, 768});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_columns);
    setFocusProxy(grid());
    m_tag_picker = new NamePicker(tr("Tag, or a new one"), tr("Tags"), tr("New tag: %1"), this);
    connect(m_tag_picker, &NamePicker::picked, this,
            [this](const QString& tag) { this->context().tags.toggle(tag, std::exchange(m_to_tag, {})); });
    buildInspector();
    buildVerifier();
    buildMover();
    connect(&workbench, &Workbench::datasetChanged, this, [this] {
        m_to_tag.clear();  // images of the dataset that is gone
        m_tag_picker->hide();
    });
    buildCommands();
    m_findings->setTheme(context.themes.theme());
    connect(m_findings, &FindingsPanel::suspectsWanted, this, [this] {
        Q_EMIT workspaceRequested(QStringLiteral("detect"));
        Q_EMIT this->context().detections.labelsWanted();
    });
    connect(&context.themes, &ThemeManager::changed, m_findings, &FindingsPanel::setTheme);
    followIcons(m_findings, context.themes);
}

void DatasetWorkspace::buildInspector() {
    m_inspector = new ImageInspector(context().workbench, context().draft, context().themes);
    const auto show_tags = [this] {
        m_inspector->setTags(context().tags.of(context().workbench.currentImage()));
    };
    connect(&context().tags, &ImageTags::changed, this, show_tags);
    connect(&context().workbench, &Workbench::currentImageChanged, this, show_tags);
    connect(m_inspector, &ImageInspector::opened, this, [this] { showLargeImage(true); });
}

void DatasetWorkspace::buildVerifier() {
    m_verifier = new Verifier(context(), {m_images->grid(), m_images->table(), m_images->canvas()}, this);
    connect(m_verifier, &Verifier::done, m_images->banner(), &QWidget::hide);
    const auto show_verified = [this] {
        const int image = context().workbench.currentImage();
        m_inspector->setVerifying(context().edits.obstacle(image));
    };
    connect(m_inspector, &ImageInspector::verifiedClicked, this, [this, show_verified](bool verified) {
        m_verifier->mark(verified);
        show_verified();
    });
    connect(&context().workbench, &Workbench::currentImageChanged, this, show_verified);
    connect(&context().workbench, &Workbench::editedChanged, this, show_verified);
    connect(&context().edits, &LabelEdits::changed, this, show_verified);
    show_verified();
}

void DatasetWorkspace::buildMover() {
    m_mover = new SplitMover(context(), this);
    connect(m_mover, &SplitMover::told, this, [this](const QString& text) {
        text.isEmpty() ? m_images->banner()->hide() : m_images->banner()->showError(text);
    });
    connect(m_mover, &SplitMover::listsChanged, this,
            [this] { Q_EMIT rereadRequested(context().workbench.split()); });
    for (QWidget* view :
         {static_cast<QWidget*>(m_images->grid()), static_cast<QWidget*>(m_images->table())}) {
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QWidget::customContextMenuRequested, this,
                [this, view](const QPoint& at) { offerCommands(view->mapToGlobal(at)); });
    }
}

void DatasetWorkspace::offerCommands(const QPoint& place) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_of_images);
    menu->popup(place);
}

QWidget* DatasetWorkspace::inspector() {
    return m_inspector;
}

QByteArray DatasetWorkspace::session() const {
    return m_plots->session();
}

void DatasetWorkspace::restoreSession(const QByteArray& session) {
    m_plots->restoreSession(session);
}

bool DatasetWorkspace::isSettled() const {
    return !m_inspector->isRunning() && !m_images->isRunning() && !m_plots->isRunning() &&
           !m_brightness->isRunning() && !m_facets->groups()->isRunning() && !context().edits.isRunning() &&
           !m_mover->isRunning() && !m_findings->isChecking() && !m_findings->isPatching();
}

bool DatasetWorkspace::isBusy() const {
    return context().edits.isWriting();
}

QString DatasetWorkspace::closingQuestion() const {
    return tr(
        "Labels are being saved, or those of many images changed at once. Stop that and close? Annotations "
        "that "
        "are written stay so, and the change is dropped.");
}

void DatasetWorkspace::requestStop() {
    context().edits.cancelWriting();
    QMetaObject::invokeMethod(this, &Workspace::stopped, Qt::QueuedConnection);
}

ImageCanvas* DatasetWorkspace::canvas() const {
    return m_images->canvas();
}

ImageGrid* DatasetWorkspace::grid() const {
    return m_images->grid();
}

ClassList* DatasetWorkspace::classList() const {
    return m_facets->classList();
}

bool DatasetWorkspace::showsLargeImage() const {
    return m_images->showsLarge();
}

void DatasetWorkspace::showLargeImage(bool large) {
    m_images->showLarge(large);
}

void DatasetWorkspace::goBack() {
    if (m_editor->cancel()) {
        return;
    }
    if (showsLargeImage()) {
        showLargeImage(false);
        return;
    }
    Workbench& workbench = context().workbench;
    ImageFilter filter = workbench.filter();
    filter.text.clear();
    workbench.setFilter(filter);
}

void DatasetWorkspace::buildCommands() {
    const auto add = [this](const QString& text, const QKeySequence& key, const std::function<void()>& run) {
        auto* action = new QAction(text, this);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, run);
        m_commands << action;
        return action;
    };
    add(tr("Grid, then clear the search"), QKeySequence(Qt::Key_Escape), [this] { goBack(); });
    add(tr("Large image"), QKeySequence(Qt::Key_G), [this] { showLargeImage(!showsLargeImage()); });
    add(tr("List or grid"), QKeySequence(Qt::Key_L),
        [this] { m_images->showTable(!m_images->showsTable()); });
    const auto to_object = [this](int step, bool of_class) {
        return [this, step, of_class] { stepObject(context().workbench, step, of_class); };
    };
    add(tr("Next object"), QKeySequence(Qt::Key_Period), to_object(1, false));
    add(tr("Previous object"), QKeySequence(Qt::Key_Comma), to_object(-1, false));
    add(tr("Next object of this class"), QKeySequence(Qt::CTRL | Qt::Key_Period), to_object(1, true));
    add(tr("Previous object of this class"), QKeySequence(Qt::CTRL | Qt::Key_Comma), to_object(-1, true));
    add(tr("Order of the images"), QKeySequence(Qt::Key_O), [this] { m_images->chooseOrder(); });
    m_of_images << m_verifier->actions()
                << add(tr("Tag the image…"), QKeySequence(Qt::Key_T), [this] { askForTag(false); })
                << add(tr("Tag all images shown…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T),
                       [this] { askForTag(true); })
                << m_mover->actions();
    m_commands << m_verifier->actions();
    m_plots_wanted = new QAction(tr("Plots"), this);
    m_plots_wanted->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    m_plots_wanted->setCheckable(true);
    m_plots_wanted->setChecked(true);
    connect(m_plots_wanted, &QAction::triggered, this, [this](bool wanted) {
        (isLow() ? m_are_plots_wanted_low : m_are_plots_wanted) = wanted;
        showPlots();
    });
    m_preview_wanted = new QAction(tr("As the network sees it"), this);
    m_preview_wanted->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I));
    m_preview_wanted->setCheckable(true);
    m_preview_wanted->setChecked(true);
    connect(m_preview_wanted, &QAction::toggled, m_inspector, &ImageInspector::showPreview);
    m_commands << m_plots_wanted << m_preview_wanted << nullptr;
    m_commands << m_images->saveAction() << m_mover->actions() << nullptr;
    m_commands << m_editor->actions() << nullptr;
    m_commands << m_findings->checkAction() << m_findings->saveAction() << m_findings->mendAction()
               << m_findings->patchesAction() << nullptr;
    add(tr("Fit the image"), QKeySequence(Qt::CTRL | Qt::Key_F), [this] { canvas()->fit(); });
    add(tr("Fit the width"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
        [this] { canvas()->fitWidth(); });
    add(tr("Hide or show boxes"), QKeySequence(Qt::CTRL | Qt::Key_H), [this] {
        canvas()->toggleBoxes();
        m_inspector->canvas()->setBoxesVisible(canvas()->areBoxesVisible());
    });
}

/// @param of_all  for all images shown, not the current one alone
void DatasetWorkspace::askForTag(bool of_all) {
    const Workbench& workbench = context().workbench;
    m_to_tag = of_all ? workbench.browsed() : std::vector<std::size_t>{};
    if (!of_all && workbench.currentImage() >= 0) {
        m_to_tag.push_back(static_cast<std::size_t>(workbench.currentImage()));
    }
    if (!m_to_tag.empty()) {
        m_tag_picker->open(context().tags.names(), {}, m_images->mapToGlobal(QPoint(Metrics::kMargin, 32)));
    }
}

bool DatasetWorkspace::isLow() const {
    return height() < kLow;
}

/// While labels are edited, the image has all the room. In a low window the plots make room for the images
/// until they are asked for, which the command's check mark tells.
void DatasetWorkspace::showPlots() {
    const bool is_editing = m_editor->editAction()->isChecked();
    m_plots_wanted->setChecked(isLow() ? m_are_plots_wanted_low : m_are_plots_wanted);
    m_findings->setVisible(!is_editing);
    m_plots->setVisible(m_plots_wanted->isChecked() && !is_editing);
}

void DatasetWorkspace::showEvent(QShowEvent* event) {
    Workspace::showEvent(event);
    m_verifier->guard(window());
}

void DatasetWorkspace::resizeEvent(QResizeEvent* event) {
    Workspace::resizeEvent(event);
    showPlots();
    if (width() < kNarrow && m_columns->sizes().front() > kNarrowFacets) {
        m_columns->setSizes({kNarrowFacets, width() - kNarrowFacets});
    }
}

}  // namespace priorscope

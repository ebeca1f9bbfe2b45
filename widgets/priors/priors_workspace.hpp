// The Priors workspace: edits a prior layout and shows at once what it covers.
#pragma once

#include <QSplitter>
#include <QTimer>

#include "widgets/components/controls.hpp"
#include "widgets/components/figure_strip.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/priors/coverage/class_recall_list.hpp"
#include "widgets/priors/coverage/coverage_service.hpp"
#include "widgets/priors/coverage/shape_plane_view.hpp"
#include "widgets/priors/coverage/uncovered_gallery.hpp"
#include "widgets/priors/editor/layout_inspector.hpp"
#include "widgets/priors/editor/layout_keeper.hpp"
#include "widgets/priors/editor/prior_document.hpp"
#include "widgets/priors/image/field_chart.hpp"
#include "widgets/priors/image/image_panel.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class PlotPanel;

class PriorsWorkspace : public Workspace {
    Q_OBJECT

  public:
    explicit PriorsWorkspace(const WorkspaceContext& context, QWidget* parent = nullptr);

    QString title() const override { return tr("Priors"); }
    QString iconName() const override { return QStringLiteral("priors"); }
    QString key() const override { return QStringLiteral("priors"); }
    QWidget* inspector() override { return m_inspector; }
    QList<QAction*> commands() const override { return m_commands; }
    /// Versions from settings that are older than projects, until the project has saved them.
    QByteArray session() const override { return m_keeper.pendingImport(); }
    void restoreSession(const QByteArray& session) override;
    bool isSettled() const override {
        return !m_coverage.isRunning() && !m_gallery_timer.isActive() && !m_fields->isRunning();
    }

    PriorDocument& document() { return m_document; }
    const CoverageService& coverage() const { return m_coverage; }
    LayoutInspector* layoutInspector() const { return m_inspector; }
    FigureStrip* figures() const { return m_figures; }
    ImagePanel* image() const { return m_image; }
    ImageCanvas* canvas() const { return m_image->canvas(); }
    ShapePlaneView* shapes() const { return m_shapes; }
    PlotPanel* recallCurve() const { return m_curve; }
    PlotPanel* histogram() const { return m_histogram; }
    QToolButton* augmentedChip() const { return m_augmented; }
    ClassRecallList* breakdown() const { return m_classes; }
    SegmentedControl* breakdownKinds() const { return m_kinds; }
    FieldChart* fields() const { return m_fields; }
    UncoveredGallery* gallery() const { return m_gallery; }
    SegmentedControl* galleryTabs() const { return m_gallery_tabs; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* buildShapes();
    QWidget* buildPlots();
    QWidget* buildBreakdown();
    QWidget* buildGallery();
    void buildCommands();
    void connectEverything();
    void followTheme();
    void distributeSpace();

    void refreshFigures();
    void refreshCurves();
    void refreshAugmented();
    /// @param view  null: no curve
    void showRecall(int series, const CoverageViewPtr& view);
    void refreshShapes();
    void scheduleGallery();
    void refreshGallery();
    void followDraft();
    void refreshUse();
    void refreshFields();
    void editShape(int map, int shape, float w, float h);

    Workbench& m_workbench;
    PriorDocument m_document;
    LayoutKeeper m_keeper;
    QSplitter* m_rows = nullptr;
    QSplitter* m_columns = nullptr;
    QSplitter* m_plots = nullptr;
    bool m_columns_moved = false;  ///< by the user; from then on, resizing keeps the proportion
    FigureStrip* m_figures = nullptr;
    ImagePanel* m_image = nullptr;
    Panel* m_shapes_panel = nullptr;
    ShapePlaneView* m_shapes = nullptr;
    PlotPanel* m_curve = nullptr;
    Chip* m_augmented = nullptr;
    PlotPanel* m_histogram = nullptr;
    SegmentedControl* m_resize = nullptr;
    SegmentedControl* m_kinds = nullptr;
    ClassRecallList* m_classes = nullptr;
    FieldChart* m_fields = nullptr;
    Panel* m_gallery_panel = nullptr;
    SegmentedControl* m_gallery_tabs = nullptr;
    UncoveredGallery* m_gallery = nullptr;
    LayoutInspector* m_inspector = nullptr;
    QList<QAction*> m_commands;
    QTimer m_gallery_timer;
    CoverageService m_coverage;
};

}  // namespace priorscope

// Editing a prior layout and seeing at once what it covers.
#pragma once

#include <QSplitter>

#include "widgets/canvas/current_image.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/figure_strip.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/priors/class_recall_list.hpp"
#include "widgets/priors/coverage_service.hpp"
#include "widgets/priors/layout_inspector.hpp"
#include "widgets/priors/prior_document.hpp"
#include "widgets/priors/uncovered_gallery.hpp"
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
    QByteArray session() const override { return m_document.versionsAsJson(); }
    void restoreSession(const QByteArray& session) override;
    bool isSettled() const override { return !m_coverage.isRunning(); }

    PriorDocument& document() { return m_document; }
    LayoutInspector* layoutInspector() const { return m_inspector; }
    FigureStrip* figures() const { return m_figures; }
    ImageCanvas* canvas() const { return m_canvas; }
    UncoveredGallery* gallery() const { return m_gallery; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* buildCanvas();
    QWidget* buildPlots();
    QWidget* buildGallery();
    void buildCommands();
    void followTheme();

    void refreshFigures();
    void refreshCurve();
    void refreshGallery();
    void refreshBoxes();
    void refreshInUse();
    void showCell(const QPointF& fraction, bool inside);
    std::vector<CanvasBox> cellBoxes() const;
    std::vector<CanvasBox> bestBoxes(const ImageRecord& record) const;

    Workbench& m_workbench;
    PriorDocument m_document;
    QSplitter* m_columns = nullptr;
    bool m_columns_moved = false;  ///< by the user: then resizing leaves the proportion
    FigureStrip* m_figures = nullptr;
    Panel* m_canvas_panel = nullptr;
    ImageCanvas* m_canvas = nullptr;
    QLabel* m_cell_text = nullptr;
    PlotPanel* m_curve = nullptr;
    ClassRecallList* m_classes = nullptr;
    Panel* m_gallery_panel = nullptr;
    UncoveredGallery* m_gallery = nullptr;
    LayoutInspector* m_inspector = nullptr;
    QList<QAction*> m_commands;
    QPointF m_pointer;
    bool m_is_pointing = false;
    CoverageService m_coverage;
};

}  // namespace priorscope

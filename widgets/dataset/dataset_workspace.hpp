// Looking at a dataset: classes, flags, images, findings, and the objects of one image.
#pragma once

#include <QCheckBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

#include "widgets/canvas/current_image.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/dataset/class_list.hpp"
#include "widgets/dataset/findings_panel.hpp"
#include "widgets/dataset/image_grid.hpp"
#include "widgets/dataset/tables.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class DatasetWorkspace : public Workspace {
    Q_OBJECT

  public:
    explicit DatasetWorkspace(const WorkspaceContext& context, QWidget* parent = nullptr);

    QString title() const override { return tr("Dataset"); }
    QString iconName() const override { return QStringLiteral("dataset"); }
    QString key() const override { return QStringLiteral("dataset"); }
    QWidget* inspector() override { return m_inspector; }
    QList<QAction*> commands() const override { return m_commands; }
    bool isSettled() const override { return !m_coverage.isRunning() && !m_findings->isChecking(); }

    ImageCanvas* canvas() const { return m_canvas; }
    ImageGrid* grid() const { return m_grid; }
    ClassList* classList() const { return m_classes; }
    FindingsPanel* findings() const { return m_findings; }
    bool showsLargeImage() const { return m_pages->currentIndex() == 1; }
    void showLargeImage(bool large);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* buildFacets();
    QWidget* buildImages();
    void buildInspector();
    void buildCommands();
    void followTheme();

    void refreshFlags();
    void refreshImage();
    void refreshBoxes();
    void refreshCoverage();
    void refreshSubtitle();
    void setFlag(bool ImageFilter::*field, bool value);

    Workbench& m_workbench;
    QSplitter* m_columns = nullptr;
    ClassList* m_classes = nullptr;
    QCheckBox* m_difficult = nullptr;
    QCheckBox* m_truncated = nullptr;
    QCheckBox* m_at_hand = nullptr;
    FigureLabel* m_difficult_count = nullptr;
    FigureLabel* m_truncated_count = nullptr;
    FigureLabel* m_at_hand_count = nullptr;

    Panel* m_images_panel = nullptr;
    SegmentedControl* m_view_choice = nullptr;
    QStackedWidget* m_pages = nullptr;
    QSlider* m_cell_slider = nullptr;
    ImageGrid* m_grid = nullptr;
    ImageCanvas* m_canvas = nullptr;

    FindingsPanel* m_findings = nullptr;

    QWidget* m_inspector = nullptr;
    Panel* m_image_panel = nullptr;
    ImageCanvas* m_small_canvas = nullptr;
    QLabel* m_image_size = nullptr;
    QLabel* m_image_objects = nullptr;
    QTableView* m_objects = nullptr;
    ObjectTableModel* m_object_model = nullptr;

    QList<QAction*> m_commands;
    JobRunner m_coverage;
};

}  // namespace priorscope

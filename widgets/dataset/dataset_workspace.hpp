// The Dataset workspace: classes, flags, images, findings, and the objects of one image.
#pragma once

#include "widgets/workspace.hpp"

class QSplitter;

namespace priorscope {

class ClassList;
class Facets;
class FindingsPanel;
class ImageCanvas;
class ImageGrid;
class ImageInspector;
class DatasetPlots;
class ImagesPanel;

class DatasetWorkspace : public Workspace {
    Q_OBJECT

  public:
    explicit DatasetWorkspace(const WorkspaceContext& context, QWidget* parent = nullptr);

    QString title() const override { return tr("Dataset"); }
    QString iconName() const override { return QStringLiteral("dataset"); }
    QString key() const override { return QStringLiteral("dataset"); }
    QWidget* inspector() override;
    QList<QAction*> commands() const override { return m_commands; }
    bool isSettled() const override;

    ImageCanvas* canvas() const;
    ImageGrid* grid() const;
    ClassList* classList() const;
    FindingsPanel* findings() const { return m_findings; }
    DatasetPlots* plots() const { return m_plots; }
    bool showsLargeImage() const;
    void showLargeImage(bool large);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void buildCommands();
    void showPlots();
    /// From the large image to the grid; in the grid, to all images.
    void goBack();

    QSplitter* m_columns = nullptr;
    Facets* m_facets = nullptr;
    DatasetPlots* m_plots = nullptr;
    QAction* m_plots_wanted = nullptr;
    QAction* m_preview_wanted = nullptr;
    ImagesPanel* m_images = nullptr;
    FindingsPanel* m_findings = nullptr;
    ImageInspector* m_inspector = nullptr;
    QList<QAction*> m_commands;
};

}  // namespace priorscope

// The Dataset workspace: classes, flags, images, findings, and the objects of one image.
#pragma once

#include <cstddef>
#include <vector>

#include "widgets/workspace.hpp"

class QSplitter;

namespace priorscope {

class BrightnessFigures;
class ClassList;
class Facets;
class FindingsPanel;
class ImageCanvas;
class ImageGrid;
class ImageInspector;
class DatasetPlots;
class ImagesPanel;
class LabelEditor;
class NamePicker;
class SplitMover;
class Verifier;

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
    bool isBusy() const override;
    QString closingQuestion() const override;
    void requestStop() override;
    QByteArray session() const override;
    void restoreSession(const QByteArray& session) override;

    ImageCanvas* canvas() const;
    ImageGrid* grid() const;
    ClassList* classList() const;
    FindingsPanel* findings() const { return m_findings; }
    LabelEditor* editor() const { return m_editor; }
    /// Asks for a tag, and gives it to images or takes it from them.
    NamePicker* tagPicker() const { return m_tag_picker; }
    DatasetPlots* plots() const { return m_plots; }
    SplitMover* mover() const { return m_mover; }
    bool showsLargeImage() const;
    void showLargeImage(bool large);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

  private:
    void buildInspector();
    void buildVerifier();
    void buildMover();
    void offerCommands(const QPoint& place);
    void buildCommands();
    void askForTag(bool of_all);
    bool isLow() const;
    void showPlots();
    /// From the large image to the grid; in the grid, to all images.
    void goBack();

    QSplitter* m_columns = nullptr;
    Facets* m_facets = nullptr;
    BrightnessFigures* m_brightness = nullptr;
    DatasetPlots* m_plots = nullptr;
    QAction* m_plots_wanted = nullptr;
    bool m_are_plots_wanted = true;
    bool m_are_plots_wanted_low = false;  ///< in a low window
    QAction* m_preview_wanted = nullptr;
    ImagesPanel* m_images = nullptr;
    LabelEditor* m_editor = nullptr;
    Verifier* m_verifier = nullptr;
    SplitMover* m_mover = nullptr;
    QList<QAction*> m_of_images;  ///< commands of the images' context menu
    FindingsPanel* m_findings = nullptr;
    ImageInspector* m_inspector = nullptr;
    NamePicker* m_tag_picker = nullptr;
    std::vector<std::size_t> m_to_tag;  ///< images
    QList<QAction*> m_commands;
};

}  // namespace priorscope

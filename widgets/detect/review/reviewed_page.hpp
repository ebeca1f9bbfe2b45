// The reviewed errors of the dataset as crops, each with what the present detector makes of it.
#pragma once

#include <QWidget>

#include "core/evaluation/rescoring/error_items.hpp"
#include "widgets/workspace.hpp"

class QPushButton;
class QStackedWidget;

namespace priorscope {

class ChoiceBox;
class CropGallery;
class EmptyState;
class LiveScores;
class ReviewedModel;

class ReviewedPage : public QWidget {
    Q_OBJECT

  public:
    ReviewedPage(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent = nullptr);

    ReviewedModel* model() const { return m_model; }
    CropGallery* gallery() const { return m_gallery; }
    /// Chooses which are shown; to be placed by the owner.
    ChoiceBox* shownBox() const { return m_shown; }
    /// Takes them back into the next run; to be placed by the owner.
    QPushButton* sendButton() const { return m_send; }
    /// "40 reviewed, 12 still wrong, 21 mended"
    QString summary() const;

  Q_SIGNALS:
    /// An error of the present detector was chosen.
    void itemChosen(const priorscope::ErrorItem& item);
    /// A place without an error now, or outside the evaluated split.
    void placeChosen(int image, const priorscope::Box& box);
    void changed();
    void feedbackWanted();

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void buildTools();
    void follow();
    void showState();

    WorkspaceContext m_context;
    const LiveScores& m_scores;
    ReviewedModel* m_model = nullptr;
    CropGallery* m_gallery = nullptr;
    QStackedWidget* m_pages = nullptr;
    EmptyState* m_empty = nullptr;
    ChoiceBox* m_shown = nullptr;
    QPushButton* m_send = nullptr;
};

}  // namespace priorscope

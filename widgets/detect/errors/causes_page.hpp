// The causes of errors side by side: how many there are of each, what they cost, and the first of them.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "widgets/detect/errors/error_list.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class CauseColumn;
class LiveScores;

class CausesPage : public QWidget {
    Q_OBJECT

  public:
    explicit CausesPage(const WorkspaceContext& context, QWidget* parent = nullptr);
    /// In the order of kCauseList.
    const std::vector<CauseColumn*>& columns() const { return m_columns; }
    void showFigures(const LiveScores& scores);
    /// @param lists  [causes]; empty: none
    void setLists(const std::shared_ptr<const LiveCounted>& counted, std::vector<ErrorList> lists);
    void setCurrentItem(const std::optional<ErrorItem>& item);
    void updatePictures();

  Q_SIGNALS:
    /// All errors of a cause.
    void causeChosen(const priorscope::ErrorFilter& filter);
    void chosen(const priorscope::ErrorItem& item);

  private:
    std::vector<CauseColumn*> m_columns;
};

}  // namespace priorscope

// Evaluating again with candidates of lower scores.
#pragma once

#include <QObject>

#include "widgets/workspace.hpp"

namespace priorscope {

class ThresholdRow;

/// Offered beside the score slider where that stands at the floor of the kept candidates.
class LowerFloor : public QObject {
    Q_OBJECT

  public:
    LowerFloor(const WorkspaceContext& context, ThresholdRow& thresholds, QObject* parent = nullptr);

  private:
    void refresh();
    void fillMenu();
    void evaluateFrom(float floor);

    WorkspaceContext m_context;
    ThresholdRow& m_thresholds;
};

}  // namespace priorscope

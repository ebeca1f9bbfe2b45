#include "app/gui/workspaces.hpp"

#include "widgets/dataset/dataset_workspace.hpp"
#include "widgets/detect/detect_workspace.hpp"
#include "widgets/detect/split/verdict_marks.hpp"
#include "widgets/priors/priors_workspace.hpp"
#include "widgets/training/train_workspace.hpp"

namespace priorscope {

std::vector<Workspace*> createWorkspaces(const WorkspaceContext& context, QWidget* parent) {
    auto* detect = new DetectWorkspace(context, parent);
    new VerdictMarks(*detect->scores(), context.workbench, detect);
    return {new DatasetWorkspace(context, parent), new PriorsWorkspace(context, parent),
            new TrainWorkspace(context, parent), detect};
}

}  // namespace priorscope

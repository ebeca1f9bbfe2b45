#include "app/gui/workspaces.hpp"

#include "widgets/dataset/dataset_workspace.hpp"
#include "widgets/detect/detect_workspace.hpp"
#include "widgets/priors/priors_workspace.hpp"
#include "widgets/training/train_workspace.hpp"

namespace priorscope {

std::vector<Workspace*> createWorkspaces(const WorkspaceContext& context, QWidget* parent) {
    auto* train = new TrainWorkspace(context, parent);
    return {new DatasetWorkspace(context, parent), new PriorsWorkspace(context, parent), train,
            new DetectWorkspace(context, *train, parent)};
}

}  // namespace priorscope

#include "app/gui/workspaces.hpp"

#include "widgets/dataset/dataset_workspace.hpp"

namespace priorscope {

std::vector<Workspace*> createWorkspaces(const WorkspaceContext& context, QWidget* parent) {
    return {new DatasetWorkspace(context, parent)};
}

}  // namespace priorscope

// The workspaces of the program, in the order of the rail.
#pragma once

#include <QWidget>
#include <vector>

#include "widgets/workspace.hpp"

namespace priorscope {

std::vector<Workspace*> createWorkspaces(const WorkspaceContext& context, QWidget* parent);

}  // namespace priorscope

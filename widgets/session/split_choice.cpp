#include "widgets/session/split_choice.hpp"

#include <utility>

#include "widgets/session/workbench.hpp"

namespace priorscope {

SplitChoice::SplitChoice(Workbench& workbench, QObject* parent) : QObject(parent), m_workbench(workbench) {
    if (workbench.dataset()) {
        m_root = workbench.dataset()->root;
        m_split = workbench.split();
    }
    connect(&workbench, &Workbench::datasetChanged, this, &SplitChoice::followDataset);
    connect(&workbench, &Workbench::splitChanged, this, &SplitChoice::followSplit);
}

bool SplitChoice::propose(const QString& split) {
    if (m_is_users || split == m_workbench.split() || !m_workbench.splitNames().contains(split)) {
        return false;
    }
    m_is_proposing = true;
    m_workbench.setSplit(split);
    m_is_proposing = false;
    return true;
}

void SplitChoice::followDataset() {
    const auto& dataset = m_workbench.dataset();
    std::filesystem::path root = dataset ? dataset->root : std::filesystem::path();
    m_is_returning = root == m_root;
    m_is_users = m_is_users && m_is_returning;
    m_before = m_split;
    m_root = std::move(root);
    m_is_opening = true;
}

void SplitChoice::followSplit(const QString& split) {
    const bool is_opening = std::exchange(m_is_opening, false);
    if (!is_opening) {
        const bool has_returned = std::exchange(m_is_returning, false) && split == m_before;
        m_is_users = m_is_users || (!m_is_proposing && !has_returned);
    }
    m_split = split;
}

}  // namespace priorscope

#include "widgets/session/image_tags.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/files/stored_path.hpp"
#include "core/dataset/image_lookup.hpp"
#include "widgets/session/project_store.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

ImageTags::ImageTags(Workbench& workbench, ProjectStore& project, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_project(project) {
    connect(&workbench, &Workbench::datasetChanged, this, &ImageTags::restore);
    connect(&project, &ProjectStore::contentsReplaced, this, &ImageTags::restore);
}

QStringList ImageTags::of(int image) const {
    QStringList tags;
    if (m_workbench.dataset() && image >= 0) {
        const std::string id = m_workbench.dataset()->images[static_cast<std::size_t>(image)].id;
        for (const auto& [tag, images] : m_tags) {
            if (images.contains(id)) {
                tags << QString::fromStdString(tag);
            }
        }
    }
    return tags;
}

QStringList ImageTags::names() const {
    QStringList names;
    for (const auto& [tag, images] : m_tags) {
        names << QString::fromStdString(tag);
    }
    return names;
}

void ImageTags::toggle(const QString& tag, const std::vector<std::size_t>& images) {
    if (!m_workbench.dataset() || images.empty() || tag.trimmed().isEmpty()) {
        return;
    }
    const std::string name = tag.trimmed().toStdString();
    std::set<std::string>& tagged = m_tags[name];
    std::vector<std::string> ids;
    ids.reserve(images.size());
    for (const std::size_t image : images) {
        ids.push_back(m_workbench.dataset()->images[image].id);
    }
    const bool all_have =
        std::all_of(ids.begin(), ids.end(), [&tagged](const std::string& id) { return tagged.contains(id); });
    for (const std::string& id : ids) {
        all_have ? void(tagged.erase(id)) : void(tagged.insert(id));
    }
    if (tagged.empty()) {
        m_tags.erase(name);
    }
    m_project.keepTags(m_dataset, m_tags);
    const auto before = m_workbench.marks().find("tag=" + name);
    std::vector<bool> marked = before == m_workbench.marks().end() ? std::vector<bool>() : before->second;
    marked.resize(m_workbench.dataset()->images.size());
    for (const std::size_t image : images) {
        marked[image] = !all_have;
    }
    m_workbench.setMark("tag", name, std::move(marked));
    Q_EMIT changed();
}

void ImageTags::restore() {
    const auto& dataset = m_workbench.dataset();
    m_dataset = dataset ? storedFolder(dataset->root) : std::string();
    m_tags = dataset ? *m_project.tags(m_dataset) : Project::Tags();
    publish();
}

void ImageTags::publish() {
    std::map<std::string, std::vector<bool>> marks;
    if (const auto& dataset = m_workbench.dataset()) {
        for (const auto& [tag, ids] : m_tags) {
            std::vector<bool>& has = marks[tag];
            has.resize(dataset->images.size());
            for (const std::string& id : ids) {
                if (const auto index = imageNamed(*dataset, id)) {
                    has[*index] = true;
                }
            }
        }
    }
    m_workbench.setMarks("tag", std::move(marks));
    Q_EMIT changed();
}

}  // namespace priorscope

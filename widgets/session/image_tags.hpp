// What the user calls images.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "core/project/project.hpp"

namespace priorscope {

class ProjectStore;
class Workbench;

/// The tags of the open dataset; they are in the project, and the workbench's marks "tag". Lives on the GUI
/// thread.
class ImageTags : public QObject {
    Q_OBJECT

  public:
    /// @param workbench, project  must outlive it
    ImageTags(Workbench& workbench, ProjectStore& project, QObject* parent = nullptr);

    /// Of an image, in alphabetical order. @param image  index
    QStringList of(int image) const;
    /// All that some image has.
    QStringList names() const;
    /// Gives a tag to those of the images that lack it; where all have it, takes it from them.
    /// @param images  indices; none: nothing happens
    void toggle(const QString& tag, const std::vector<std::size_t>& images);

  Q_SIGNALS:
    void changed();

  private:
    void restore();
    void publish();

    Workbench& m_workbench;
    ProjectStore& m_project;
    std::string m_dataset;  ///< folder, as stored
    Project::Tags m_tags;
};

}  // namespace priorscope

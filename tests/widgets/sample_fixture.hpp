// A small sample dataset on disk and everything a workspace needs.
#pragma once

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "core/compute/compute_settings.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "core/formats/dataset_format.hpp"
#include "core/model/detector.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/session/image_tags.hpp"
#include "widgets/session/label_edits.hpp"
#include "widgets/session/project_store.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/runs.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

/// Writes the dataset once per test program.
class SampleFixture {
  public:
    explicit SampleFixture(int images = 24) {
        configureCompute();
        const std::filesystem::path folder = m_folder.filePath(QStringLiteral("sample")).toStdString();
        SampleOptions options;
        options.images = images;
        writeSampleDataset(folder, options);
        dataset = std::make_shared<const Dataset>(*readDataset(folder));
    }
    QString path(const QString& name) const { return m_folder.filePath(name); }

    std::shared_ptr<const Dataset> dataset;

  private:
    QTemporaryDir m_folder;
};

/// Everything in the window that a workspace uses.
struct WorkspaceSurroundings {
    explicit WorkspaceSurroundings(DetectorFamilies families = detectorFamilies())
        : workbench(nullptr, std::move(families)) {}

    Workbench workbench;
    ThemeManager themes{ThemeChoice::dark};
    JobList jobs;
    RunDocument draft{workbench};
    Runs runs{workbench, jobs};
    SplitDetectionsService detections{workbench, jobs};
    ProjectStore project;  ///< not open: saves nothing
    Reviews reviews{project};
    LabelEdits edits{workbench, project, jobs};
    ImageTags tags{workbench, project};
    WorkspaceContext context{workbench, themes, jobs, draft, runs, detections, project, reviews, edits, tags};
};

}  // namespace priorscope

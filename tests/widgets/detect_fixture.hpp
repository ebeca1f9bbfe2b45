// The Detect workspace with a sample dataset and a detector of random weights.
#pragma once

#include <QTest>
#include <memory>

#include "sample_fixture.hpp"
#include "widgets/detect/detect_workspace.hpp"

namespace priorscope {

/// Shown anew for each test.
class DetectFixture {
  public:
    /// @param images  of the sample dataset
    void make(int images) {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        sample = std::make_unique<SampleFixture>(images);
        DetectorSpec spec = loadDetectorSpec("ssd-tiny");
        spec.classes = sample->dataset->classes;
        detector = std::make_shared<const Detector>(Detector::create(spec, 1));
    }

    /// @return whether the window has appeared
    bool show() {
        around = std::make_unique<WorkspaceSurroundings>();
        workspace = std::make_unique<DetectWorkspace>(around->context);
        around->workbench.setDataset(sample->dataset);
        workspace->resize(1000, 700);
        workspace->show();
        return QTest::qWaitForWindowExposed(workspace.get());
    }

    void close() {
        workspace.reset();
        around.reset();
    }

    std::unique_ptr<SampleFixture> sample;
    std::shared_ptr<const Detector> detector;
    std::unique_ptr<WorkspaceSurroundings> around;
    std::unique_ptr<DetectWorkspace> workspace;
};

}  // namespace priorscope

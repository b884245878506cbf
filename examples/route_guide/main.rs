//! The route guide of the gRPC tutorial: a server with a small map, and a client that asks it.
//!
//! Run it with `cargo run --example route_guide`; it ends by itself. Any other client of the same `.proto`,
//! in whatever language, can call the server, and this client any other server.

mod map;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::Mutex;
use trefoil::{Request, Response, Result, Server, Streaming};

// In a crate of your own: `trefoil::include_protos!();`
trefoil::include_protos!("examples.rs");
use routeguide::{
    Feature, Point, Rectangle, RouteGuide, RouteGuideClient, RouteGuideServer, RouteNote,
    RouteSummary,
};

/// The service: a map that never changes, and the notes that travellers left.
#[derive(Clone)]
struct Guide {
    features: Arc<[Feature]>,
    notes: Notes,
}

/// The notes at each point, by latitude and longitude.
type Notes = Arc<Mutex<HashMap<(i32, i32), Vec<RouteNote>>>>;

impl RouteGuide for Guide {
    async fn get_feature(&self, request: Request<Point>) -> Result<Response<Feature>> {
        let point = request.into_inner();
        let unnamed = Feature {
            name: String::new(),
            location: Some(point),
        };
        let found = map::at(&self.features, point).cloned();
        Ok(Response::new(found.unwrap_or(unnamed)))
    }

    async fn list_features(
        &self,
        request: Request<Rectangle>,
    ) -> Result<Response<Streaming<Feature>>> {
        let rectangle = request.into_inner();
        let features = Arc::clone(&self.features);
        // A feature is copied when the stream comes to it, and not at all if the caller has gone.
        let found = (0..features.len())
            .filter_map(move |index| features.get(index).cloned())
            .filter(move |feature| map::is_inside(feature, &rectangle));
        Ok(Response::streaming(found))
    }

    async fn record_route(
        &self,
        request: Request<Streaming<Point>>,
    ) -> Result<Response<RouteSummary>> {
        let mut points = request.into_inner();
        let mut summary = RouteSummary::default();
        let mut metres = 0;
        let mut last = None;
        let begin = Instant::now();
        while let Some(point) = points.message().await? {
            summary.point_count += 1;
            summary.feature_count += i32::from(map::at(&self.features, point).is_some());
            if let Some(last) = last.replace(point) {
                metres += map::distance(last, point);
            }
        }
        summary.distance = metres;
        summary.elapsed_time = i32::try_from(begin.elapsed().as_secs()).unwrap_or(i32::MAX);
        Ok(Response::new(summary))
    }

    async fn route_chat(
        &self,
        request: Request<Streaming<RouteNote>>,
    ) -> Result<Response<Streaming<RouteNote>>> {
        let mut requests = request.into_inner();
        let notes = Arc::clone(&self.notes);
        let (mut replies, stream) = Streaming::channel(8);
        // The answer is the stream; a task fills it while requests come.
        tokio::spawn(async move {
            loop {
                let note = match requests.message().await {
                    Ok(Some(note)) => note,
                    Ok(None) => return replies.finish(),
                    Err(status) => return replies.fail(status),
                };
                for earlier in leave(&notes, note).await {
                    if replies.send(earlier).await.is_err() {
                        return; // The caller has gone: there is nobody to answer.
                    }
                }
            }
        });
        Ok(Response::new(stream))
    }
}

/// Leaves a note and gives those that were at its point before.
async fn leave(notes: &Notes, note: RouteNote) -> Vec<RouteNote> {
    let point = note.location.unwrap_or_default();
    let mut notes = notes.lock().await;
    let here = notes.entry((point.latitude, point.longitude)).or_default();
    let earlier = here.clone();
    here.push(note);
    earlier
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let features = map::read(include_str!("features.txt"))?;
    let guide = Guide {
        features: features.into(),
        notes: Notes::default(),
    };
    // The route goes along every tenth place of the map.
    let places = guide.features.iter().step_by(10);
    let route: Vec<_> = places.filter_map(|feature| feature.location).collect();
    let server = Server::builder()
        .add(RouteGuideServer::new(guide))
        .export("tri://127.0.0.1:0")
        .start()
        .await?;
    let url = server.urls()[0].to_string();
    println!("serving at {url}");
    let client = RouteGuideClient::connect(&url).await?;

    get_feature(&client, route[0]).await?;
    get_feature(&client, map::point(0, 0)).await?;
    list_features(&client).await?;
    record_route(&client, &route).await?;
    route_chat(&client, route[0], route[1]).await?;

    server.shutdown().await;
    println!("\nthe server has stopped");
    Ok(())
}

async fn get_feature(client: &RouteGuideClient, point: Point) -> Result<()> {
    println!("\nGetFeature");
    println!("  sent      {}", map::show(point));
    let feature = client.get_feature(point).await?.into_inner();
    match feature.name.as_str() {
        "" => println!("  received  nothing is known there"),
        name => println!("  received  {name}"),
    }
    Ok(())
}

async fn list_features(client: &RouteGuideClient) -> Result<()> {
    let rectangle = Rectangle {
        lo: Some(map::point(471_000_000, 70_000_000)),
        hi: Some(map::point(473_000_000, 73_000_000)),
    };
    println!("\nListFeatures");
    println!("  sent      47.1 7.0 to 47.3 7.3");
    let mut features = client.list_features(rectangle).await?.into_inner();
    while let Some(feature) = features.message().await? {
        let place = map::show(feature.location.unwrap_or_default());
        println!("  received  {} at {place}", feature.name);
    }
    Ok(())
}

async fn record_route(client: &RouteGuideClient, route: &[Point]) -> Result<()> {
    println!("\nRecordRoute");
    for point in route {
        println!("  sent      {}", map::show(*point));
    }
    let points = Streaming::from_iter(route.to_vec());
    let summary = client.record_route(points).await?.into_inner();
    println!(
        "  received  {} points, {} features, {} m, {} s",
        summary.point_count, summary.feature_count, summary.distance, summary.elapsed_time
    );
    Ok(())
}

async fn route_chat(client: &RouteGuideClient, here: Point, there: Point) -> Result<()> {
    println!("\nRouteChat");
    let (mut sender, notes) = Streaming::channel(1);
    let mut replies = client.route_chat(notes).await?.into_inner();
    // Sending and receiving go on at the same time: how many replies a note has, only the server knows.
    let sending = async {
        for (location, message) in [
            (here, "the first note here"),
            (there, "a note elsewhere"),
            (here, "the second note here"),
            (here, "the third note here"),
        ] {
            println!("  sent      {message}");
            sender
                .send(RouteNote {
                    location: Some(location),
                    message: message.to_owned(),
                })
                .await?;
        }
        sender.finish();
        Ok(())
    };
    let receiving = async {
        while let Some(note) = replies.message().await? {
            println!("  received  {}", note.message);
        }
        Ok(())
    };
    tokio::try_join!(sending, receiving).map(|_| ())
}
